import type { FieldTypeDefinition } from './field-type.ts';

export declare function registerFieldType(definition: FieldTypeDefinition): void;
