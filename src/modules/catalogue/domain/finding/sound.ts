/**
 * How a French word without accents is heard, roughly: words spelt by ear meet the right one. Two words may share a
 * sound, so it only serves when the spelling is unknown.
 */
export function soundOf(word: string): string {
  return word
    .replace(/^h/, '')
    .replace(/([^cs])h/g, '$1')
    .replace(/ph/g, 'f')
    .replace(/sch|sh|ch/g, 'S')
    .replace(/eaux?|aux?/g, 'o')
    .replace(/(?:oi|oy|wa)/g, 'W')
    .replace(/(?:ain|ein|aim|yn|ym|in|im)(?![aeiouymn])/g, 'I')
    .replace(/(?:an|am|en|em)(?![aeiouymn])/g, 'A')
    .replace(/(?:on|om)(?![aeiouymn])/g, 'O')
    .replace(/(?:ai|ei|ay|ey|er$|ez$|et$|ee|es$)/g, 'e')
    .replace(/ou/g, 'u')
    .replace(/gu(?=[eiy])/g, 'g')
    .replace(/g(?=[eiy])/g, 'j')
    .replace(/tion/g, 'siO')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/qu|q|k|c/g, 'k')
    .replace(/ss/g, 's')
    .replace(/z/g, 's')
    .replace(/y/g, 'i')
    .replace(/(.)\1+/g, '$1')
    .replace(/[eds tpx]+$/, '');
}
