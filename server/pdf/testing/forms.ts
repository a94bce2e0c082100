import { rawPdf, stream } from './raw-pdf.ts';

/** A form as a program would write it. `@name` in entries stands for the look or parent of that name. */
export interface FormParts {
  /** Where each widget is (left, bottom, right and top in points), and the entries of its dictionary as PDF writes them. */
  widgets: readonly [rect: readonly [number, number, number, number], entries: string][];
  /** Appearances: width, height, content. Their font is /Helv. */
  looks?: Record<string, readonly [width: number, height: number, content: string]>;
  /** Fields whose widgets name them as their /Parent. */
  parents?: Record<string, string>;
  /** Further entries of the AcroForm and of the page. */
  form?: string;
  page?: string;
}

/** Objects of a raw PDF begin with this number. */
const FIRST = 6;
const RESOURCES = '<< /Font << /Helv 5 0 R >> >>';

export function writeForm({ widgets, looks = {}, parents = {}, form = '', page = '' }: FormParts): Buffer {
  const names = [...Object.keys(looks), ...Object.keys(parents)];
  const ref = (index: number) => `${FIRST + index} 0 R`;
  const refs = (indexes: number[]) => indexes.map(ref).join(' ');
  const linked = (text: string) => text.replaceAll(/@(\w+)/g, (_, name) => ref(widgets.length + names.indexOf(name)));
  const those = (pattern: RegExp) => widgets.flatMap(([, entries], index) => (pattern.test(entries) ? [index] : []));
  const defaults = { DA: '(/Helv 10 Tf 0 g)', F: '4' };
  const fields = `${refs(those(/^(?!.*\/Parent)/s))} ${linked(
    Object.keys(parents)
      .map((name) => `@${name}`)
      .join(' '),
  )}`;
  return rawPdf({
    catalog: `/AcroForm << /Fields [${fields}] /DR ${RESOURCES} /DA (/Helv 0 Tf 0 g) ${form} >>`,
    page: `/Annots [${refs(those(/^/))}] ${page}`,
    objects: [
      ...widgets.map(([rect, entries]) => {
        const further = Object.entries(defaults).filter(([key]) => !new RegExp(`/${key}\\b`).test(entries));
        const all = [...further.map(([key, value]) => `/${key} ${value}`), linked(entries)].join(' ');
        return `<< /Type /Annot /Subtype /Widget /Rect [${rect.join(' ')}] /P 3 0 R ${all} >>`;
      }),
      ...Object.values(looks).map(([width, height, content]) =>
        stream(content, `/Type /XObject /Subtype /Form /BBox [0 0 ${width} ${height}] /Resources ${RESOURCES}`),
      ),
      ...Object.entries(parents).map(
        ([name, entries]) => `<< ${linked(entries)} /Kids [${refs(those(new RegExp(`/Parent @${name}\\b`)))}] >>`,
      ),
    ],
  });
}

/** The action of a field that calls a function of Acrobat's. */
export const script = (call: string): string => `<< /S /JavaScript /JS (${call.replaceAll(/[\\()]/g, '\\$&')}) >>`;

/** 501 text fields, in rows of twenty. */
export const MANY_FIELDS: FormParts = {
  widgets: Array.from({ length: 501 }, (_, index) => {
    const [left, top] = [10 + (index % 20) * 28, 840 - Math.floor(index / 20) * 30];
    return [[left, top - 20, left + 24, top], `/FT /Tx /T (f${index})`];
  }),
};
