/** Words of CEL and names that the engine gives to expressions: no field can be called so. */
const reserved = new Set(
  (
    'today authority value constructor prototype true false null in as break const continue else for function if import let loop ' +
    'package namespace return var void while int uint double string bool bytes list map type dyn null_type optional cel ' +
    'fee fees fiscal_year label sum years age days size account commune household previous connector row form answers'
  ).split(' '),
);

function words(text: string): string[] {
  return text
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Words joined for an address or an id: `Motif du refus` is `motif-du-refus`. Empty when there is no letter. */
export function slugOf(text: string, maxLength = 40): string {
  return words(text).join('-').slice(0, maxLength).replace(/-+$/, '');
}

/** A slug that begins with a letter. */
export function idOf(text: string, fallback: string, maxLength = 40): string {
  const slug = slugOf(text, maxLength);
  if (slug === '') return fallback;
  return /^[a-z]/.test(slug) ? slug : `${fallback}-${slug}`.slice(0, maxLength).replace(/-+$/, '');
}

/** The id of a procedure or of a workflow: two characters at least. */
export function libraryIdOf(text: string, fallback: string, maxLength = 40): string {
  const id = idOf(text, fallback, maxLength);
  return id.length < 2 ? `${fallback}-${id}` : id;
}

/** The id of a field: snake_case, letter first, no name of the engine. */
export function fieldIdOf(text: string, fallback = 'champ'): string {
  const id = words(text).join('_').slice(0, 55).replace(/_+$/, '');
  if (id === '') return fallback;
  if (reserved.has(id)) return `${id}_demande`;
  return /^[a-z]/.test(id) ? id : `${fallback}_${id}`;
}

/** Gives each name once: the second `nom` is `nom_2`. */
export class UniqueNames {
  readonly #taken = new Set<string>();
  readonly #counts = new Map<string, number>();
  readonly #separator: string;

  constructor(separator: '-' | '_') {
    this.#separator = separator;
  }

  take(wanted: string): string {
    let name = wanted;
    let count = this.#counts.get(wanted) ?? 1;
    while (this.#taken.has(name)) {
      count += 1;
      name = `${wanted}${this.#separator}${count}`;
    }
    this.#counts.set(wanted, count);
    this.#taken.add(name);
    return name;
  }
}
