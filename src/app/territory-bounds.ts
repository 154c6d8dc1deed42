import type { Directory } from '#modules/directory/index.ts';
import type { FormTerritory } from '#modules/forms/index.ts';

/** About five kilometres, so that the fields around the outer villages lie within. */
const margin = 0.05;

/** The communes of the territory and the box that holds them, for fields that must lie within. */
export async function boundsOf(directory: Directory): Promise<FormTerritory> {
  const communes = await directory.listTerritoryCommunes();
  const lats = communes.flatMap((commune) => commune.lat ?? []);
  const lons = communes.flatMap((commune) => commune.lon ?? []);
  return {
    communes: new Set(communes.map((commune) => commune.code)),
    box: {
      south: Math.min(...lats) - margin,
      north: Math.max(...lats) + margin,
      west: Math.min(...lons) - margin,
      east: Math.max(...lons) + margin,
    },
  };
}
