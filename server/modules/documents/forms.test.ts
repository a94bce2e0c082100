import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { updateDocumentBody } from '../../../src/contract/documents.schema.ts';
import {
  copyDocument,
  createDocument,
  type DocumentField,
  getDocument,
  saveValues,
  sendDocument,
  signDocument,
  updateDocument,
} from '../../../src/contract/documents.ts';
import { jsonPointer, parse } from '../../http/input.ts';
import { formFields } from '../../pdf/fields.ts';
import { PdfFile } from '../../pdf/file.ts';
import { tagFields } from '../../pdf/tags.ts';
import { type FormParts, MANY_FIELDS, script, writeForm } from '../../pdf/testing/forms.ts';
import { createSigningWorld, DRAWN } from '../../testing/signing-world.ts';
import { fieldFaults, fieldsFromPdf } from './authoring.fields.ts';

const w = await createSigningWorld();
const { t, clients, users, company } = w;
const { staff, signer } = clients;

after(() => t.close());

const create = async (pdf: Uint8Array) =>
  staff.call(createDocument, { body: { title: 'Formular', companyId: company.id, upload: await w.upload(pdf) } });

const patch = (id: string, fields: DocumentField[]) => staff.call(updateDocument, { params: { id }, body: { fields } });

const RECT = [72, 600, 250, 620] as const;
const CORPUS = new URL('../../pdf/testing/corpus/', import.meta.url);
const withFields = (await readdir(CORPUS)).filter((name) => /form|tags|frames/.test(name) && name.endsWith('.pdf'));

/** Forms with what no author could give. */
const STRANGE: Record<string, FormParts> = {
  '501 fields': MANY_FIELDS,
  'lists without options': {
    widgets: [
      [RECT, '/FT /Ch /T (Ort) /Ff 393216 /Opt []'],
      [RECT, '/FT /Ch /T (Land) /Ff 131072'],
      [RECT, '/FT /Ch /T (Leer) /Opt [() ( )]'],
    ],
  },
  'values that their fields would not take': {
    widgets: [
      [RECT, '/FT /Tx /T (Kurz) /MaxLen 3 /V (zu lang)'],
      [RECT, `/FT /Tx /T (Lang) /V (${'x'.repeat(2_001)})`],
      [RECT, '/FT /Ch /T (Land) /Ff 131072 /Opt [(A)] /V (B)'],
      [
        RECT,
        `/FT /Tx /T (Zahl) /V (500) /AA << /F ${script('AFNumber_Format(0, 1, 0, 0, "", true)')} /V ${script('AFRange_Validate(true, 1, true, 99)')} >>`,
      ],
      [RECT, '/FT /Sig /Ff 1 /T (Unterschrift)'],
    ],
  },
  'names and values no text may have': {
    widgets: [
      [RECT, '/FT /Tx /V (ohne Namen)'],
      [RECT, '/FT /Tx /T <FEFF200B>'],
      [RECT, '/FT /Tx /T (NUL\\000) /TU <FEFFD83D> /V <FEFF0000D83D0000>'],
      [RECT, `/FT /Tx /T (${'x'.repeat(300)})`],
      [RECT, '/FT /Btn /Ff 49152 /T (Wahl) /AP << /N << /Off 1 0 R / 1 0 R >> >>'],
      [[72, 600, 72.0001, 620], '/FT /Tx /T (Strich)'],
    ],
  },
};

describe('what is taken in can be changed', () => {
  const same = async (pdf: Uint8Array) => {
    const made = await create(pdf);
    assert.equal(made.status, 201, JSON.stringify(made.problem));
    const changed = await patch(made.body.id, made.body.fields);
    assert.equal(changed.status, 200, JSON.stringify(changed.problem));
    assert.deepEqual(changed.body.fields, made.body.fields);
  };
  for (const name of withFields) test(name, async () => same(await readFile(new URL(name, CORPUS))));
  for (const [what, parts] of Object.entries(STRANGE)) test(`a form with ${what}`, () => same(writeForm(parts)));
});

test('every form that is read gives fields that an author may give', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('', ' ', 'Off', '1.234,5', '31.02.25'),
  );
  const hex = (value: string) => `<FEFF${Buffer.from(value, 'utf16le').swap16().toString('hex')}>`;
  const string = text.map(hex);
  const options = fc.array(
    fc.oneof(
      string,
      fc.tuple(string, string).map((pair) => `[${pair.join(' ')}]`),
    ),
    { maxLength: 4 },
  );
  const format = fc.constantFrom(
    'AFNumber_Format(2, 2, 0, 0, "€", true)',
    'AFNumber_Keystroke()',
    'AFDate_FormatEx("d-mmm-yy")',
    'AFDate_Format(3)',
    'AFPercent_Format(9, 9)',
    'AFRange_Validate(true, x, true, -1)',
    'alert(1)',
  );
  const state = fc.constantFrom('', 'Off', '0', '1', 'Ja', 'm#E4nn', '#20', '\\376\\377');
  const entry = fc.oneof(
    fc.constantFrom('Tx', 'Ch', 'Btn', 'Sig').map((type) => `/FT /${type}`),
    fc.nat(0x3ff_ffff).map((flags) => `/Ff ${flags}`),
    fc.constantFrom(4_096, 8_192, 49_152, 131_072, 393_216, 2_097_152, 16_777_216).map((flags) => `/Ff ${flags}`),
    fc.integer({ min: -1, max: 5_000 }).map((max) => `/MaxLen ${max}`),
    string.map((name) => `/T ${name}`),
    string.map((tip) => `/TU ${tip}`),
    fc
      .oneof(
        string,
        state.map((name) => `/${name}`),
        options.map((all) => `[${all.join(' ')}]`),
      )
      .map((value) => `/V ${value}`),
    options.map((all) => `/Opt [${all.join(' ')}]`),
    fc.tuple(fc.constantFrom('F', 'K', 'V', 'C'), format).map(([key, call]) => `/AA << /${key} ${script(call)} >>`),
    fc
      .array(state, { maxLength: 3 })
      .map((names) => `/AP << /N << ${names.map((name) => `/${name} 1 0 R`).join(' ')} >> >>`),
    fc.constantFrom('/Q 3', '/Q -1', '/DA (/He 1e9 Tf)', '/DA (7 Tf 1 2 3 4 k)', '/MK << /CA (8) >>', '/AS /Ja'),
  );
  const rect = fc.tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: -50, max: 900 }))) as fc.Arbitrary<
    [number, number, number, number]
  >;
  const widgets = fc.array(
    fc.tuple(
      rect,
      fc.array(entry, { maxLength: 6 }).map((all) => all.join(' ')),
    ),
    { maxLength: 6 },
  );
  const tag = fc.array(
    fc.constantFrom(
      'type=radio',
      'type=select',
      'type=multiselect',
      'type=number',
      'options=a,b',
      'option=a',
      'default=a,x',
      'maxlength=2',
      'format=😀',
      'name\0',
    ),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(widgets, fc.array(tag, { maxLength: 3 }), (all, tags) => {
      const { fields, warnings } = formFields(new PdfFile(new Uint8Array(writeForm({ widgets: all }))));
      const area = { page: 0, x: 0.1, y: 0.1, width: 0.1, height: 0.1 };
      const tagged = tagFields(
        tags.map((parts) => ({ text: ['Marke', ...parts].join(';'), area })),
        new Set(fields.map(({ name }) => name)),
      );
      const taken = fieldsFromPdf({ fields: [...fields, ...tagged], warnings, dropped: ['a\0'] }, 'Kunde');
      const body = JSON.parse(JSON.stringify({ fields: taken.fields })) as unknown;
      assert.deepEqual(parse(updateDocumentBody, body, jsonPointer).fields, taken.fields);
      assert.deepEqual(fieldFaults(taken.fields, 1), []);
    }),
    { numRuns: 1_000 },
  );
});

test('what could not be kept is told to the author, also of a copy, and to nobody else', async () => {
  const pdf = writeForm({
    widgets: [
      [RECT, `/FT /Tx /T (Beginn) /V (bald) /AA << /F ${script('AFDate_FormatEx("dd.mm.yyyy")')} >>`],
      [RECT, '/FT /Tx /T (PIN) /Ff 8192'],
      [RECT, '/FT /Tx /T (Kurz) /MaxLen 2 /V (lang)'],
      [[72, 500, 250, 540], '/FT /Sig /T (Unterschrift)'],
    ],
  });
  const { body } = await create(pdf);
  const warnings = [
    { field: 'Beginn', code: 'default_unreadable', value: 'bald' },
    { field: 'PIN', code: 'password_shown', value: null },
    { field: 'Kurz', code: 'default_invalid', value: 'lang' },
  ];
  assert.deepEqual(body.warnings, warnings);
  assert.deepEqual((await staff.call(getDocument, { params: { id: body.id } })).body.warnings, warnings, 'and later');
  assert.deepEqual((await staff.call(copyDocument, { params: { id: body.id } })).body.warnings, warnings);
  const params = { id: body.id };
  await staff.call(updateDocument, {
    params,
    body: { signers: [{ role: 'Kunde', userId: users.signer.id, order: 1 }] },
  });
  assert.equal((await staff.call(sendDocument, { params })).status, 200);
  assert.equal((await signer.call(getDocument, { params })).body.warnings, undefined);
});

test('more fields than a request may change are refused', async () => {
  const options = Array.from({ length: 990 }, (_, index) => `(${index})`).join(' ');
  const widgets = Array.from({ length: 80 }, (_, index): FormParts['widgets'][number] => [
    RECT,
    `/FT /Ch /T (f${index}) /Opt [${options}]`,
  ]);
  const { status, problem } = await create(writeForm({ widgets }));
  assert.deepEqual([status, problem.code], [422, 'pdf_too_large']);
  const many = Array.from({ length: 1_001 }, (_, index): FormParts['widgets'][number] => [
    RECT,
    `/FT /Tx /T (f${index})`,
  ]);
  assert.equal((await create(writeForm({ widgets: many }))).problem.code, 'pdf_too_large');
});

test('fields keep their ids where they are given', async () => {
  const { body } = await create(
    writeForm({
      widgets: [
        [RECT, '/FT /Tx /T (a)'],
        [RECT, '/FT /Tx /T (b)'],
      ],
    }),
  );
  const [first, second] = body.fields as [DocumentField, DocumentField];
  const others = await create(writeForm({ widgets: [[RECT, '/FT /Tx /T (x)']] }));
  const { fields } = (
    await patch(body.id, [second, { ...first, name: 'c', id: second.id }, { ...others.body.fields[0]!, name: 'd' }])
  ).body;
  assert.deepEqual(
    fields.map(({ id, name }) => [name, id === second.id]),
    [
      ['b', true],
      ['c', false],
      ['d', false],
    ],
  );
  assert.notEqual(fields[2]!.id, others.body.fields[0]!.id);
});

test('several options of a list are chosen, kept and signed', async () => {
  const pdf = writeForm({
    widgets: [
      [RECT, '/FT /Ch /T (Module) /Ff 2097154 /Opt [(A) (B) (C)] /V [(A)]'],
      [[72, 500, 250, 540], '/FT /Sig /T (Unterschrift)'],
    ],
  });
  const { body } = await create(pdf);
  const params = { id: body.id };
  await staff.call(updateDocument, {
    params,
    body: { signers: [{ role: 'Kunde', userId: users.signer.id, order: 1 }] },
  });
  await staff.call(sendDocument, { params });
  const shown = (await signer.call(getDocument, { params })).body;
  const [list, signature] = shown.fields as [DocumentField, DocumentField];
  assert.deepEqual(shown.values, { [list.id]: ['A'] });
  const save = (value: string | string[]) =>
    signer.call(saveValues, { params, body: { values: { [list.id]: value } } });
  for (const wrong of [['D'], ['A', 'A'], 'A']) assert.equal((await save(wrong)).status, 422, `${wrong}`);
  assert.equal((await save(['C', 'B'])).status, 204);
  const sign = (chosen: string[]) =>
    signer.call(signDocument, {
      params,
      body: { sha256: shown.sha256, values: { [list.id]: chosen, [signature.id]: DRAWN } },
    });
  assert.equal((await sign([])).problem.errors?.[0]?.code, 'required');
  assert.equal((await sign(['C', 'B'])).body.status, 'signed');
});
