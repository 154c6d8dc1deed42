import { type AuthoringKit, readAuthoringKit } from '#modules/catalogue/index.ts';
import { asJson, type JsonObject, objectsOf } from './domain/json.ts';

/** The library as the editor uses it: what can be placed, named and started from. */
export interface EditorLibrary {
  readonly kit: AuthoringKit;
  /** The fields of a block; none for a block that is not there. */
  blockFields(block: string): readonly JsonObject[];
  /** The options of a list of the library. */
  listOptions(list: string): readonly JsonObject[];
  /** A workflow of the library, whole. */
  findWorkflow(id: string): JsonObject | undefined;
}

let read: EditorLibrary | undefined;

/** Read at its first use and kept: its files do not change while the process runs. */
export function editorLibrary(): EditorLibrary {
  read ??= libraryOf(readAuthoringKit());
  return read;
}

function libraryOf(kit: AuthoringKit): EditorLibrary {
  const blocks = new Map([...kit.blocks].map(([id, block]) => [id, objectsOf(asJson(block.fields))] as const));
  const lists = new Map([...kit.texts.lists].map(([id, list]) => [id, objectsOf(asJson(list.options))] as const));
  return {
    kit,
    blockFields: (block) => blocks.get(block) ?? [],
    listOptions: (list) => lists.get(list) ?? [],
    findWorkflow: (id) => {
      const workflow = kit.workflows.get(id);
      return workflow === undefined ? undefined : (asJson(workflow) as JsonObject);
    },
  };
}
