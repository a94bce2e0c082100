import { assert, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { confirmContact, createAnonymousTicket, getChallenge } from '../../src/contract/embeds.ts';
import { ticketReceiptSchema } from '../../src/contract/tickets.schema.ts';
import { formWords } from '../../src/i18n/ticket-form.ts';
import { ticketWords } from '../../src/i18n/tickets.ts';
import { FormRoom, filed, fill, submit } from '../../src/internal/testing/form.ts';
import { aroundEach } from '../../src/internal/testing/history.ts';
import { mock, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import type { TicketCreatedEvent } from './ticket-form.events.ts';
import './ticket-form.define.ts';

const alertText = () => byRole('alert').textContent;
const field = (name: string) => byRole<HTMLInputElement>('textbox', name);
const change = (element: HTMLElement, value: string) => {
  type(element, value);
  element.dispatchEvent(new Event('change', { bubbles: true }));
};

describe('<etron-ticket-form>', () => {
  let room: FormRoom;
  aroundEach(() => {
    room = new FormRoom();
  });

  it('files an anonymous ticket with what the page knows, and shows its number', async () => {
    const form = await room.show((form) => {
      form.context = { instance: 'huber-wien', version: '26.11.2' };
      form.hiddenFields = { kassa: '2' };
    });
    fill({ 'Telefon (optional)': '+43 1 234' });
    setTimeout(submit);
    const event = (await oneEvent(form, 'etron-ticket-created')) as unknown as TicketCreatedEvent;
    assert.equal(event.number, 'T-2026-000123');
    await eventually(() => focused() === byRole('heading', 'Ticket eingereicht'));
    assert.include(textOf(form), 'T-2026-000123');
    assert.lengthOf(room.sent, 1);
    const { key, body } = room.sent[0] as (typeof room.sent)[0];
    assert.match(key ?? '', /^[0-9a-f]{32}$/);
    assert.include(body, { subject: 'Bondrucker druckt nicht', category: 'fault', priority: 'normal', language: 'de' });
    assert.deepEqual(body.contact, { name: 'Anna Huber', email: 'anna@huber.example', phone: '+43 1 234' });
    assert.deepEqual(body.context, {
      instance: 'huber-wien',
      version: '26.11.2',
      pageUrl: location.origin + location.pathname,
      userAgent: navigator.userAgent,
      fields: { kassa: '2' },
    });
    assert.notProperty(body, 'website');
    await expectAccessible(form);
    byRole('button', 'Weiteres Ticket einreichen').click();
    await eventually(() => focused() === field('Betreff'));
    assert.equal(field('Betreff').value, '');
  });

  it('works by keyboard alone', async () => {
    const form = await room.show();
    field('Betreff').focus();
    const fill = async (label: string, keys: string, role = 'textbox') => {
      const control = byRole(role, label);
      while (focused() !== control) await sendKeys({ press: 'Tab' });
      await sendKeys({ type: keys });
    };
    await fill('Betreff', 'Kassa');
    await fill('Beschreibung', 'Sie steht.');
    await fill('Kategorie', 'St', 'combobox');
    await fill('Dringlichkeit', 'K', 'combobox');
    await fill('Name', 'Anna Huber');
    await fill('E-Mail', 'anna@huber.example');
    await sendKeys({ press: 'Enter' });
    await filed();
    assert.include(room.sent[0]?.body, { subject: 'Kassa', category: 'fault', priority: 'critical' });
    await eventually(() => focused() === byRole('heading', 'Ticket eingereicht'));
    assert.isFalse(form.contains(byRole('heading')));
  });

  it('judges a field when it was changed, all on submit, and leads to the first wrong one', async () => {
    const form = await room.show();
    await expectAccessible(form);
    type(field('E-Mail'), 'anna');
    assert.notInclude(textOf(form), 'Bitte');
    change(field('E-Mail'), 'anna');
    await form.updateComplete;
    assert.equal(field('E-Mail').ariaInvalid, 'true');
    assert.equal(form.shadowRoot?.getElementById('email-error')?.textContent, 'Bitte Angaben prüfen');
    assert.equal(field('E-Mail').getAttribute('aria-describedby'), 'email-error');
    type(field('E-Mail'), 'anna@huber.example');
    await form.updateComplete;
    assert.equal(field('E-Mail').ariaInvalid, 'false');
    fill({ Betreff: '   ' });
    submit();
    await form.updateComplete;
    assert.equal(focused(), field('Betreff'));
    assert.equal(form.shadowRoot?.getElementById('subject-error')?.textContent, 'Bitte ausfüllen');
    assert.lengthOf(room.sent, 0);
    await expectAccessible(form);
  });

  it('shows what the server refuses at its field', async () => {
    const form = await room.show();
    room.failure = () =>
      problem(422, 'invalid_input', [{ field: '/contact/email', code: 'invalid_format', message: 'x' }]);
    fill();
    submit();
    await eventually(() => focused() === field('E-Mail'));
    await form.updateComplete;
    assert.equal(field('E-Mail').ariaInvalid, 'true');
    assert.equal(field('Betreff').value, 'Bondrucker druckt nicht');
    assert.equal(alertText(), 'Bitte Angaben prüfen');
    await expectAccessible(form);
  });

  it('says why it cannot send', async () => {
    const form = await room.show();
    fill();
    for (const [code, text] of [
      ['rate_limited', 'Zu viele Versuche'],
      ['origin_forbidden', 'nicht freigeschaltet'],
      ['internal', 'Das hat nicht geklappt'],
    ] as const) {
      room.failure = () => problem(code === 'internal' ? 500 : 403, code);
      submit();
      await eventually(() => alertText()?.includes(text));
    }
    await expectAccessible(form);
    assert.equal(new Set(room.sent.map(({ key }) => key)).size, 1);
  });

  it('does the work beforehand, once, and again when it is refused', async () => {
    const form = await room.show();
    field('Betreff').focus();
    await eventually(() => requestsOf(getChallenge).length === 1);
    fill();
    let refused = 0;
    room.failure = () => {
      room.failure = undefined;
      refused++;
      return problem(403, 'proof_of_work_invalid');
    };
    submit();
    await filed();
    assert.equal(refused, 1);
    assert.lengthOf(requestsOf(getChallenge), 2);
    assert.equal(room.sent[0]?.key, room.sent[1]?.key);
    assert.notEqual(room.sent[0]?.body.proof, room.sent[1]?.body.proof);
    assert.include(textOf(form), 'T-2026-000123');
  });

  it('asks for a challenge again when that failed', async () => {
    await room.show();
    mock(getChallenge, undefined, () => problem(500, 'internal'));
    fill();
    submit();
    await eventually(() => alertText()?.includes('Das hat nicht geklappt'));
    room = new FormRoom();
    submit();
    await filed();
  });

  it('says that it needs a secure page', async () => {
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
    try {
      const form = await room.show();
      assert.equal(alertText(), 'Nur mit https möglich.');
      assert.isTrue(byRole<HTMLButtonElement>('button', 'Ticket einreichen').disabled);
      await expectAccessible(form);
    } finally {
      delete (crypto as { subtle?: unknown }).subtle;
    }
  });

  it('hides the trap for robots from people, and sends what they write into it', async () => {
    const form = await room.show();
    const trap = form.shadowRoot?.querySelector<HTMLInputElement>('#website');
    assert.include(trap, { tabIndex: -1, ariaHidden: 'true', autocomplete: 'off' });
    assert.notInclude(allByRole('textbox'), trap);
    fill();
    if (trap) trap.value = 'https://spam.example';
    submit();
    await filed();
    assert.equal(room.sent[0]?.body.website, 'https://spam.example');
  });

  it('says that a ticket is looked at first', async () => {
    room.failure = () => Response.json(ticketReceiptSchema.parse(room.receipt), { status: 202 });
    const form = await room.show();
    fill();
    submit();
    await filed();
    assert.include(textOf(form), 'Ihr Ticket wird geprüft.');
  });

  it('confirms the address with the mailed code, or later', async () => {
    room.receipt.confirmation = true;
    const form = await room.show();
    fill();
    submit();
    await filed();
    const unconfirmed = 'Wir melden uns, sobald Ihre E-Mail bestätigt ist.';
    assert.include(textOf(form), unconfirmed);
    await expectAccessible(form);
    mock(confirmContact, undefined, ({ body }) =>
      (body as { code: string }).code === '123456' ? new Response(null, { status: 204 }) : problem(422, 'code_invalid'),
    );
    byRole('button', 'Bestätigen').click();
    await eventually(() => focused() === field('Code aus unserer E-Mail'));
    assert.lengthOf(requestsOf(confirmContact), 0);
    type(field('Code aus unserer E-Mail'), '000000');
    byRole('button', 'Bestätigen').click();
    await eventually(() => alertText() === 'Code falsch oder abgelaufen.');
    await expectAccessible(form);
    type(field('Code aus unserer E-Mail'), '123456');
    byRole('button', 'Bestätigen').click();
    await eventually(() => textOf(form).includes('Wir melden uns per E-Mail.'));
    assert.deepEqual(requestsOf(confirmContact)[1]?.body, { number: 'T-2026-000123', code: '123456' });
    assert.include(textOf(form), 'T-2026-000123');
    byRole('button', 'Weiteres Ticket einreichen').click();
    await form.updateComplete;
    fill();
    submit();
    await filed();
    byRole('button', 'Später').click();
    await form.updateComplete;
    assert.lengthOf(allByRole('textbox'), 0);
    // Nobody is mailed at an address that may be somebody else's.
    assert.include(textOf(form), unconfirmed);
  });

  it('takes values from the page, late ones too, but not over what was typed', async () => {
    const form = await room.show((form) => {
      form.prefill = { company: 'Huber KG', name: 'Anna' };
    });
    assert.equal(field('Firma (optional)').value, 'Huber KG');
    type(field('Name'), 'Anna Huber');
    form.prefill = { company: 'Huber GmbH', name: 'Berta', priority: 'high' };
    await form.updateComplete;
    assert.equal(field('Firma (optional)').value, 'Huber GmbH');
    assert.equal(field('Name').value, 'Anna Huber');
    assert.equal(byRole<HTMLSelectElement>('combobox', 'Dringlichkeit').value, 'high');
    assert.isFalse(Object.hasOwn(form, 'prefill'));
  });

  it('shows everything as text', async () => {
    const evil = '<img src=x onerror="window.evil=1">';
    room.receipt.number = 'T-2026-1"><img src=x onerror="window.evil=1">';
    mock(createAnonymousTicket, undefined, () => Response.json(room.receipt));
    const form = await room.show((form) => {
      form.prefill = { subject: evil, description: evil, name: evil, company: evil };
    });
    fill({ Name: evil });
    submit();
    await filed();
    assert.isNull(form.shadowRoot?.querySelector('img'));
    assert.notProperty(window, 'evil');
  });

  it('follows the language of the page and keeps what was typed', async () => {
    const form = await room.show();
    fill();
    document.documentElement.lang = 'en';
    await eventually(() => allByRole('textbox', 'Subject').length);
    assert.equal(field('Subject').value, 'Bondrucker druckt nicht');
    assert.equal(byRole<HTMLSelectElement>('combobox', 'Category').selectedOptions[0]?.text, 'Fault');
    byRole('button', 'Submit ticket').click();
    await filed();
    assert.equal(room.sent[0]?.body.language, 'en');
    assert.notMatch(textOf(form), /Ticket ein|Wir /);
  });

  it('fits 320 px', async () => {
    const form = await room.show(undefined, '320px');
    fill({ Betreff: 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4) });
    assert.deepEqual(overflowing(form), []);
    submit();
    await filed();
    assert.deepEqual(overflowing(form), []);
  });

  it('names the categories like the rest of the portal', () => {
    assert.include(formWords('de'), ticketWords('de').category);
    assert.include(formWords('en'), ticketWords('en').category);
  });

  it('shows the header and the privacy note of the page', async () => {
    const form = await room.show((form) => {
      form.innerHTML = '<h3 slot="header">Hilfe von Huber</h3><a slot="privacy" href="#p">Datenschutz</a>';
    });
    assert.isTrue(byRole('heading', 'Hilfe von Huber').checkVisibility());
    assert.isTrue(byRole('link', 'Datenschutz').checkVisibility());
    form.withoutHeader = true;
    await form.updateComplete;
    assert.lengthOf(allByRole('heading'), 0);
  });
});
