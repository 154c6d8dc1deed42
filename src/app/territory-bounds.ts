import type { Directory } from '#modules/directory/index.ts';
import type { FormTerritory } from '#modules/forms/index.ts';

/** About five kilometres, so that the fields around the outer villages lie within. */
const margin = 0.05;

/** Where the place of no commune is known. */
const anywhere = { south: -90, north: 90, west: -180, east: 180 };

/** The communes of the territory and the box that holds them, for fields that must lie within. */
export async function boundsOf(directory: Directory): Promise<FormTerritory> {
  const { codes, box } = await directory.readExtent();
  return {
    communes: codes,
    box:
      box === undefined
        ? anywhere
        : {
            south: box.south - margin,
            north: box.north + margin,
            west: box.west - margin,
            east: box.east + margin,
          },
  };
}
