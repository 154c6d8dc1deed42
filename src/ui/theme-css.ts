export interface ThemeInput {
  accent: string;
}
export function themeCss({ accent }: ThemeInput): string {
  return `:root{--pv-accent:${accent}}`;
}
