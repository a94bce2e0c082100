import { SIGNATURE_FONTS, type SignatureFont } from '../../src/contract/documents.limits.ts';

type File = () => Promise<{ default: string }>;

/** The letters of each font are modules of their own: they need no more of a Content Security Policy than scripts do. */
const FILES: Record<SignatureFont, { name: string; latin: File; extended: File }> = {
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

/** What each of the fonts can write, and what all but Sacramento can besides. */
const COMMON = /[ -~\u00a0-\u00ac\u00ae-\u0129\u012b-\u0148\u014a-\u017e–—‘’“”„…€]/;
const MORE = /[\u012a\u0218-\u021b]/;

/** What a font is called. */
export const fontName = (font: SignatureFont): string => FILES[font].name;

/** The first character of a text that a font cannot write; undefined when it can write all of it. */
export const unwritable = (text: string, font: SignatureFont): string | undefined =>
  [...text].find((letter) => !COMMON.test(letter) && (font === 'sacramento' || !MORE.test(letter)));

/** The fonts that can write a text. */
export const fontsFor = (text: string): SignatureFont[] =>
  SIGNATURE_FONTS.filter((font) => unwritable(text, font) === undefined);

const loaded = new Map<string, Promise<void>>();

/** Loads what a text needs of a font; resolves with the name of its family. Rejects when it cannot be had now. */
export async function loadFont(font: SignatureFont, text: string): Promise<string> {
  const family = `etron-${font}`;
  const load = (part: 'latin' | 'extended'): Promise<void> => {
    const key = font + part;
    const loading = loaded.get(key) ?? addFace(family, FILES[font][part], RANGES[part]);
    loaded.set(key, loading);
    // What failed is tried again the next time.
    loading.catch(() => loaded.delete(key));
    return loading;
  };
  await Promise.all([load('latin'), EXTENDED.test(text) && load('extended')]);
  return family;
}

async function addFace(family: string, file: File, unicodeRange: string): Promise<void> {
  const { default: address } = await file();
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (byte) => byte.charCodeAt(0));
  document.fonts.add(await new FontFace(family, bytes, { unicodeRange }).load());
}
