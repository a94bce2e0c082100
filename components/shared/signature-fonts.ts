import { SIGNATURE_FONTS, type SignatureFont } from '../../src/contract/documents.limits.ts';

type FontFile = () => Promise<{ default: string }>;

/** The font files come as modules, so that a page's Content Security Policy has to allow nothing besides scripts. */
const FILES: Record<SignatureFont, { name: string; latin: FontFile; extended: FontFile }> = {
  'dancing-script': {
    name: 'Dancing Script',
    latin: () => import('@fontsource/dancing-script/files/dancing-script-latin-400-normal.woff2?inline'),
    extended: () => import('@fontsource/dancing-script/files/dancing-script-latin-ext-400-normal.woff2?inline'),
  },
  caveat: {
    name: 'Caveat',
    latin: () => import('@fontsource/caveat/files/caveat-latin-400-normal.woff2?inline'),
    extended: () => import('@fontsource/caveat/files/caveat-latin-ext-400-normal.woff2?inline'),
  },
  'great-vibes': {
    name: 'Great Vibes',
    latin: () => import('@fontsource/great-vibes/files/great-vibes-latin-400-normal.woff2?inline'),
    extended: () => import('@fontsource/great-vibes/files/great-vibes-latin-ext-400-normal.woff2?inline'),
  },
  sacramento: {
    name: 'Sacramento',
    latin: () => import('@fontsource/sacramento/files/sacramento-latin-400-normal.woff2?inline'),
    extended: () => import('@fontsource/sacramento/files/sacramento-latin-ext-400-normal.woff2?inline'),
  },
};

const EXTENDED = /[\u0100-\u0130\u0132-\u0151\u0154-\u024f]/;
const RANGES = {
  latin: 'U+0-FF,U+131,U+152-153,U+2C6,U+2DA,U+2DC,U+2000-206F,U+20AC',
  extended: 'U+100-130,U+132-151,U+154-24F',
};

/** Characters that every font has, and those that every font but Sacramento has in addition. */
const COMMON = /[ -~\u00a0-\u00ac\u00ae-\u0129\u012b-\u0148\u014a-\u017e–—‘’“”„…€]/;
const MORE = /[\u012a\u0218-\u021b]/;

/** What a font is called. */
export const fontName = (font: SignatureFont): string => FILES[font].name;

/** The first character of a text that a font lacks; undefined when it has them all. */
export const unwritable = (text: string, font: SignatureFont): string | undefined =>
  [...text].find((letter) => !COMMON.test(letter) && (font === 'sacramento' || !MORE.test(letter)));

/** The fonts that have all characters of a text. */
export const fontsFor = (text: string): SignatureFont[] =>
  SIGNATURE_FONTS.filter((font) => unwritable(text, font) === undefined);

const loaded = new Map<string, Promise<void>>();

/** Loads the files of a font that a text needs, and resolves with the name of its family. Rejects when they cannot be loaded. */
export async function loadFont(font: SignatureFont, text: string): Promise<string> {
  const family = `etron-${font}`;
  const load = (part: 'latin' | 'extended'): Promise<void> => {
    const key = font + part;
    const loading = loaded.get(key) ?? addFace(family, FILES[font][part], RANGES[part]);
    loaded.set(key, loading);
    // After a failure the next call tries again.
    loading.catch(() => loaded.delete(key));
    return loading;
  };
  await Promise.all([load('latin'), EXTENDED.test(text) && load('extended')]);
  return family;
}

async function addFace(family: string, file: FontFile, unicodeRange: string): Promise<void> {
  const { default: address } = await file();
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (byte) => byte.charCodeAt(0));
  document.fonts.add(await new FontFace(family, bytes, { unicodeRange }).load());
}
