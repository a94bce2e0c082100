import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewField } from '../../src/contract/documents.ts';
import { formFields } from './fields.ts';
import { PdfFile } from './file.ts';
import { type FormParts, script, writeForm } from './testing/forms.ts';

const RECT = [72, 600, 200, 620] as const;

/** What is read of a form of such widgets, from top to bottom again and again. */
function read(entries: readonly string[], parts: Partial<FormParts> = {}) {
  const widgets = entries.map((entry, index): FormParts['widgets'][number] => {
    const [left, bottom, right, top] = RECT;
    return [[left, bottom - (index % 20) * 30, right, top - (index % 20) * 30], entry];
  });
  const { fields, warnings } = formFields(new PdfFile(new Uint8Array(writeForm({ widgets, ...parts }))));
  return { fields, warnings: warnings.map(({ field, code, value }) => [field, code, value]) };
}

/** The only field. */
function one(entry: string, parts: Partial<FormParts> = {}): NewField & { warnings: unknown[][] } {
  const { fields, warnings } = read([entry], parts);
  assert.equal(fields.length, 1);
  return { ...fields[0]!, warnings: warnings.map(([, ...rest]) => rest) };
}

const formatted = (value: string, call: string) => one(`/FT /Tx /T (Feld) /V (${value}) /AA << /F ${script(call)} >>`);

describe('a number', () => {
  test('is read by its format, which it keeps', () => {
    const { type, defaultValue, format, warnings } = formatted('5.25', 'AFNumber_Format(2, 2, 0, 0, "", true);');
    assert.deepEqual([type, defaultValue, format, warnings], ['number', '5.25', '#.##0,00', []]);
    assert.equal(formatted('1.234,50', 'AFNumber_Format(2, 2, 0, 0, " \\u20ac", false)').format, '#.##0,00 €');
    assert.equal(formatted('', 'AFNumber_Format(0, 3, 0, 0, "EUR ", true)').format, 'EUR 0');
  });

  test('that could be another one is named to the author', () => {
    const { defaultValue, warnings } = formatted('1.234', 'AFNumber_Format(2, 2, 0, 0, "", true);');
    assert.deepEqual([defaultValue, warnings], [null, [['default_unreadable', '1.234']]]);
  });

  test('with a sign too long for a format is written without', () => {
    const call = `AFNumber_Format(2, 2, 0, 0, "${'x'.repeat(30)}", true)`;
    const { format, warnings } = formatted('1', call);
    assert.deepEqual([format, warnings.map(([code]) => code)], [null, ['format_dropped']]);
  });

  test('of hundredths is a text as it was shown', () => {
    const { type, defaultValue, warnings } = formatted('0.255', 'AFPercent_Format(1, 2)');
    assert.deepEqual([type, defaultValue, warnings], ['text', '25,5%', [['format_dropped', 'AFPercent_Format(1, 2)']]]);
  });
});

describe('a date', () => {
  test('is read with the name of its month, and written in figures', () => {
    const { type, defaultValue, format, warnings } = formatted('01-Jul-25', 'AFDate_FormatEx("dd-mmm-yy");');
    assert.deepEqual([type, defaultValue, format], ['date', '2025-07-01', 'dd.mm.yyyy']);
    assert.deepEqual(warnings, [['format_changed', 'dd-mmm-yy']]);
  });

  test('that is none in its format is named to the author', () => {
    const { defaultValue, warnings } = formatted('irgendwann', 'AFDate_FormatEx("dd.mm.yyyy")');
    assert.deepEqual([defaultValue, warnings], [null, [['default_unreadable', 'irgendwann']]]);
  });

  test('without a day, or with a time, is a text that keeps its value', () => {
    for (const [value, call] of [
      ['07/25', 'AFDate_FormatEx("mm/yy")'],
      ['7/1/25 10:30 am', 'AFDate_Format(12)'],
      ['10:30', 'AFTime_Format(0)'],
    ] as const) {
      const { type, defaultValue, warnings } = formatted(value, call);
      assert.deepEqual([type, defaultValue, warnings.map(([code]) => code)], ['text', value, ['format_dropped']]);
    }
  });
});

describe('a text', () => {
  test('has the cells, the alignment and the size of its letters that the form gives it', () => {
    const comb = one('/FT /Tx /T (IBAN) /Ff 16777216 /MaxLen 20 /Q 2');
    assert.deepEqual([comb.comb, comb.maxLength, comb.alignment, comb.fontSize], [true, 20, 'right', 10]);
    assert.equal(one('/FT /Tx /T (x) /Ff 16777216').comb, false, 'of how many cells?');
    assert.equal(one('/FT /Tx /T (x) /Ff 16781312 /MaxLen 5').comb, false, 'lines have no cells');
    const inherited = one('/FT /Tx /T (x) /DA (/Helv 0 Tf)', { form: '/Q 1' });
    assert.deepEqual([inherited.alignment, inherited.fontSize], ['center', null]);
  });

  test('of a kind that is not kept is named to the author', () => {
    const { fields, warnings } = read([
      '/FT /Tx /T (PIN) /Ff 8192 /V (geheim)',
      '/FT /Tx /T (Bunt) /Ff 33554432 /V (fett) /RV (<b>fett</b>)',
      '/FT /Tx /T (Datei) /Ff 1048576',
      `/FT /Tx /T (PLZ) /V (1010) /AA << /F ${script('AFSpecial_Format(0)')} >>`,
      `/FT /Tx /T (Summe) /AA << /C ${script('AFSimple_Calculate("SUM", "a,b")')} >>`,
      '/FT /Tx /T (Quer) /MK << /R 90 >>',
      `/FT /Btn /Ff 65536 /T (Senden) /A ${script('app.alert(1)')}`,
      '/FT /Btn /Ff 65536 /T (Stumm)',
    ]);
    assert.deepEqual(
      fields.map(({ name, type, defaultValue = null }) => [name, type, defaultValue]),
      [
        ['PIN', 'text', null],
        ['Bunt', 'text', 'fett'],
        ['Datei', 'text', null],
        ['PLZ', 'text', '1010'],
        ['Summe', 'text', null],
        ['Quer', 'text', null],
      ],
    );
    assert.deepEqual(warnings, [
      ['PIN', 'password_shown', null],
      ['Bunt', 'rich_text_plain', null],
      ['Datei', 'file_as_text', null],
      ['PLZ', 'format_dropped', 'AFSpecial_Format(0)'],
      ['Summe', 'script_dropped', null],
      ['Quer', 'rotation_dropped', null],
      ['Senden', 'button_inactive', null],
    ]);
  });

  test('stands upright on a turned page whose fields are turned back', () => {
    assert.deepEqual(read(['/FT /Tx /T (Quer) /MK << /R 90 >>'], { page: '/Rotate 90' }).warnings, []);
  });

  test('is clean, in whatever encoding it stands, also in a stream', () => {
    assert.equal(one('/FT /Tx /T (x) /V <FEFF00410000D83D>').defaultValue, 'A\ufffd');
    assert.equal(one('/FT /Tx /T (x) /V <EFBBBFC3BC>').defaultValue, 'ü');
    assert.equal(
      one('/FT /Tx /T (x) /V @text', { looks: { text: [1, 1, 'lang\r\nund breit'] } }).defaultValue,
      'lang und breit',
    );
    assert.equal(one('/FT /Tx /Ff 4096 /T (x) /V (a\\rb)').defaultValue, 'a\nb');
  });

  test('without a name, or with one of others, gets a name of its own', () => {
    const long = 'x'.repeat(250);
    const { fields } = read([
      '/FT /Tx',
      '/FT /Tx /T ()',
      '/FT /Tx /T (\\013)',
      `/FT /Tx /T (${long}a)`,
      `/FT /Tx /T (${long}b)`,
    ]);
    assert.equal(new Set(fields.map(({ name }) => name)).size, 5);
    assert.ok(fields.every(({ name, label = '' }) => name.trim() && label.trim() && name.length <= 200));
  });
});

describe('a list', () => {
  const OPTIONS = '/Opt [[(a) (Erstens)] [(b) (Zweitens)] (c)]';

  test('has options to choose one of, or several', () => {
    const options = [
      { value: 'a', label: 'Erstens' },
      { value: 'b', label: 'Zweitens' },
      { value: 'c', label: 'c' },
    ];
    const select = one(`/FT /Ch /Ff 131072 /T (x) ${OPTIONS} /V (b)`);
    assert.deepEqual([select.type, select.options, select.defaultValue], ['select', options, 'b']);
    const several = one(`/FT /Ch /Ff 2097152 /T (x) ${OPTIONS} /V [(a) (c)]`);
    assert.deepEqual([several.type, several.options, several.defaultValue], ['multiselect', options, ['a', 'c']]);
  });

  test('in which anything may be written is a text with suggestions', () => {
    const { type, options, defaultValue } = one(`/FT /Ch /Ff 393216 /T (x) ${OPTIONS} /V (b)`);
    assert.deepEqual(
      [type, options?.map(({ value }) => value), defaultValue],
      ['text', ['Erstens', 'Zweitens', 'c'], 'Zweitens'],
    );
    assert.equal(one(`/FT /Ch /Ff 393216 /T (x) ${OPTIONS} /V (Steyr)`).defaultValue, 'Steyr');
    const none = one('/FT /Ch /Ff 393216 /T (x) /Opt []');
    assert.deepEqual([none.type, none.options, none.warnings], ['text', [], []]);
  });

  test('with nothing to choose from is a text, and the author is told', () => {
    const { type, defaultValue, warnings } = one('/FT /Ch /Ff 131072 /T (x) /V (Wien)');
    assert.deepEqual([type, defaultValue, warnings], ['text', 'Wien', [['options_missing', null]]]);
  });

  test('begins with what stands for nothing, which is none of its options', () => {
    const { options, defaultValue, warnings } = one('/FT /Ch /Ff 131072 /T (x) /Opt [[() (Bitte wählen)] (a)] /V ( )');
    assert.deepEqual([options, defaultValue, warnings], [[{ value: 'a', label: 'a' }], null, []]);
    const labels = one('/FT /Ch /Ff 131072 /T (x) /Opt [[() (ja)] [() (nein)]]').options;
    assert.deepEqual(
      labels?.map(({ value }) => value),
      ['ja', 'nein'],
    );
  });

  test('whose value is none of its options is named to the author', () => {
    const { defaultValue, warnings } = one(`/FT /Ch /Ff 2097152 /T (x) ${OPTIONS} /V [(a) (weg)]`);
    assert.deepEqual([defaultValue, warnings], [['a'], [['default_invalid', 'weg']]]);
  });

  test('of a thousand options is kept', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `(${index})`).join(' ');
    assert.equal(one(`/FT /Ch /Ff 131072 /T (x) /Opt [${many(1_000)}]`).options?.length, 1_000);
    assert.deepEqual(one(`/FT /Ch /Ff 131072 /T (x) /Opt [${many(1_001)}]`).warnings, [['options_dropped', null]]);
  });
});

describe('buttons', () => {
  const looks: FormParts['looks'] = { on: [14, 14, '0 0 9 9 re f'], off: [14, 14, '0 0 9 9 re S'] };
  const states = (...names: string[]) =>
    names.map((state) => `/Parent @group /AP << /N << /${state} @on /Off @off >> >>`);
  const radio = (entries: readonly string[], further = '') =>
    read(entries, { looks, parents: { group: `/FT /Btn /Ff 49152 /T (Zahlung) ${further}` } });
  const values = ({ fields: [field] }: ReturnType<typeof read>) => [
    field!.options!.map(({ value }) => value),
    field!.defaultValue,
  ];

  test('without a usable name stand for something one can choose', () => {
    const only = one('/FT /Btn /Ff 49154 /T (Zustimmung) /V /Off /AS /Off /AP << /N << /Off @off / @on >> >>', {
      looks,
    });
    assert.deepEqual(
      [only.type, only.required, only.options],
      ['radio', true, [{ value: 'Zustimmung', label: 'Zustimmung' }]],
    );
    assert.equal(only.areas[0]!.option, 'Zustimmung');
    assert.deepEqual(values(radio(states('', '#20'))), [['1', '2'], null]);
    assert.deepEqual(values(radio(['/Parent @group', '/Parent @group /TU (jährlich)'])), [['1', 'jährlich'], null]);
  });

  test('are called as the form calls them, in whatever encoding', () => {
    assert.deepEqual(values(radio(states('m#F6natlich', 'j#C3#A4hrlich'), '/V /j#C3#A4hrlich')), [
      ['mönatlich', 'jährlich'],
      'jährlich',
    ]);
    assert.deepEqual(values(radio(states('0', '1'), '/Opt [(bar) (Karte)] /V /1')), [['bar', 'Karte'], 'Karte']);
    assert.deepEqual(values(radio(states('0', '1'), '/Opt [(gleich) (gleich)]')), [['gleich', 'gleich (2)'], null]);
    assert.deepEqual(values(radio(states('a', 'a', 'b'))), [['a', 'b'], null], 'of the same state for the same');
  });

  test('are marked as in the form, and ticked where they are shown so', () => {
    const box = (further: string) =>
      one(`/FT /Btn /T (AGB) /AP << /N << /Ja @on /Off @off >> >> ${further}`, { looks });
    const crossed = box('/V /Ja /MK << /CA (8) >>');
    assert.deepEqual([crossed.type, crossed.format, crossed.defaultValue], ['checkbox', 'cross', 'true']);
    assert.equal(box('/AS /Ja').defaultValue, 'true');
    assert.equal(box('/AS /Off').defaultValue, null);
    assert.equal(box('').format, null);
  });
});

test('as many fields as a form has are read', () => {
  const rows = Array.from({ length: 1_001 }, (_, index) => `/FT /Tx /T (f${index})`);
  assert.equal(read(rows).fields.length, 1_001);
});
