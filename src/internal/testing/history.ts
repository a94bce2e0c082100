import { historyPageSchema, timeSheetSchema } from '../../contract/history.schema.ts';
import {
  type HistoryEntry,
  listHistory,
  listTimeEntries,
  streamChanges,
  type TimeSheet,
} from '../../contract/history.ts';
import { meSchema } from '../../contract/session.schema.ts';
import { getSession, type Me } from '../../contract/session.ts';
import { API, EventStream, mock, mockNetwork } from './network.ts';
import { allByRole, clearPage, eventually, showPage } from './page.ts';
import { sampleEmployee, sampleMessage, sampleStatus, uuid } from './samples.ts';

export const RECORD = uuid(9);

export const STAFF = { name: sampleEmployee.name, side: 'staff', picture: null } as const;

export const ME: Me = {
  id: sampleEmployee.id,
  name: sampleEmployee.name,
  email: sampleEmployee.email,
  phone: null,
  role: 'staff',
  management: false,
  permissions: [],
  company: null,
  partner: null,
};

const SHEET: TimeSheet = {
  items: [
    { id: uuid(40), date: '2026-11-22', minutes: 25, text: 'Fehlersuche', employee: { id: ME.id, name: ME.name } },
    {
      id: uuid(41),
      date: '2026-11-23',
      minutes: 70,
      text: 'Fernwartung',
      employee: { id: uuid(2), name: 'Paul Leitner' },
    },
  ],
  totalMinutes: 95,
};

/** A record with a history on a mocked server, for the tests of the history and its parts. */
export class HistoryRoom {
  items: HistoryEntry[] = [
    sampleStatus(100, 'backlog', 'in_progress'),
    sampleMessage(101, 'Hier das Foto.'),
    sampleMessage(102, 'Danke, ist umgestellt.', { author: STAFF }),
  ];
  sheet = SHEET;
  readonly live = new EventStream();

  constructor() {
    localStorage.clear();
    mock(listHistory, historyPageSchema, () => ({ items: this.items, before: null, unread: false }));
    mock(listTimeEntries, timeSheetSchema, () => this.sheet);
    mock(streamChanges, undefined, () => this.live.response());
    mock(getSession, meSchema, () => ME);
  }

  show(width = '700px', staff = false): HTMLElementTagNameMap['etron-history'] {
    const history = document.createElement('etron-history');
    history.apiUrl = API;
    history.recordId = RECORD;
    history.staff = staff;
    showPage(width, history);
    return history;
  }

  /** Shows the history and waits until all of it is there. */
  async shown(width?: string, staff?: boolean): Promise<HTMLElementTagNameMap['etron-history']> {
    const history = this.show(width, staff);
    await eventually(() => allByRole('textbox').length && (allByRole('table').length || !this.sheet.items.length));
    return history;
  }
}

/** Mocks and clears around each test of a suite. */
export function aroundEach(before: () => void): void {
  mockNetwork();
  beforeEach(before);
  afterEach(clearPage);
}
