/** Types of `setup.mjs`, which runs before TypeScript can. */
export const root: string;
export const servingFlags: readonly string[];
export const thriftyMalloc: Readonly<Record<string, string>>;
export function install(): void;
export function runWithProjectNode(script: string, args: string[], nodeFlags?: readonly string[]): void;
