import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestApp, type TestApp } from '../../../server/testing/test-app.ts';
import type { TestClient } from '../../../server/testing/test-client.ts';
import type { Language } from '../../../src/contract/language.ts';
import { lookUpModules } from '../../../src/contract/subscriptions.ts';
import { fillCatalogue } from './fill.ts';

/** What shop owners ask, and the entries that answer it: one of them has to come first. */
const QUESTIONS: Record<Language, Record<string, string[]>> = {
  de: {
    'Kann ich Pfandflaschen zurücknehmen?': ['Pfand', 'Leergut zurücknehmen'],
    'Geht bei uns auch EC-Karte?': ['Kartenzahlung', 'Kartenzahlung ohne Eintippen'],
    'Wie drucke ich Preisschilder?': ['Etikettendruck', 'Preisetiketten selbst drucken'],
    'Ich möchte gerne Geschenkkarten verkaufen': ['Gutscheine', 'Gutscheine verkaufen und einlösen'],
    'Meine Kunden sollen online bestellen und im Laden abholen': [
      'Click & Collect',
      'Online bestellen, im Geschäft abholen',
      'Onlineshop mit Abholung',
    ],
    'Haben wir etwas für die Inventur?': ['Inventur', 'Inventur mit dem Handscanner'],
    'Kann die Kellnerin mit dem Handgerät am Tisch bonieren?': ['Funkbonieren', 'Am Tisch bonieren'],
    'Wir brauchen einen Bildschirm in der Küche': ['Küchenmonitor', 'Bestellungen in der Küche anzeigen'],
    'Die Gäste wollen online einen Tisch reservieren': ['Tischreservierung'],
    'Wie können wir Rechnungen an Firmenkunden schreiben?': ['Rechnung und Lieferschein'],
    'Gibt es einen Export für den Steuerberater?': [
      'BMD-Export',
      'DATEV-Export',
      'Buchungen an den Steuerberater schicken',
    ],
    'Ich will am Handy sehen, wie viel Umsatz wir machen': ['Chef-App', 'Umsatz am Handy ansehen'],
    'Das Ablaufdatum unserer Lebensmittel überwachen': ['Chargen und Haltbarkeit', 'Ablaufdaten überwachen'],
    'Wie mache ich Happy-Hour-Preise?': ['Aktionen und Preislisten'],
    'Rabattaktion am Wochenende': ['Aktionen und Preislisten', 'Mengenrabatt und 1+1 gratis'],
    'Kassieren ohne Internet am Marktstand': ['Mobile Kassa', 'Marktstand und Fest'],
    'Arbeitszeiten der Mitarbeiter erfassen': ['Personalzeiterfassung'],
    'Bücher über die ISBN bestellen': ['Buchhandel', 'Buchhandlung'],
    'Kann man Stammkunden mit Treuepunkten belohnen?': ['Kundenkarten', 'Treuepunkte sammeln', 'Stammkundenprogramm'],
    'Können die Kunden selber scannen und zahlen?': ['Selbstbedienungskassa', 'Markt mit Selbstbedienung'],
    'Ich hätte gern eine Waage an der Kassa': ['Waage', 'Ware nach Gewicht verkaufen', 'Bedienungstheke mit Waage'],
    'Wie melde ich die Registrierkasse beim Finanzamt an?': [
      'FinanzOnline-Anbindung',
      'Registrierkasse beim Finanzamt anmelden',
    ],
    'Elektronische Rechnung an die Gemeinde schicken': ['E-Rechnung', 'Rechnungen an Behörden'],
    'Wie binde ich einen Lieferdienst an?': [
      'Lieferando-Schnittstelle',
      'Lieferküche',
      'Online-Bestellungen direkt in die Kassa',
    ],
    'Wir haben Kleidung in verschiedenen Größen und Farben': ['Größen und Farben', 'Modegeschäft'],
    'Wo sehe ich den Warenbestand im Lager?': ['Lager'],
    'Bestellvorschläge für die Lieferanten': ['Einkauf', 'Bestellvorschlag'],
    'Kassensturz am Abend': ['Schichtabrechnung', 'Kassensturz je Mitarbeiterin'],
    'Mehrere Geschäfte zentral verwalten': ['Filialverwaltung', 'Filialbetrieb mit Zentrallager'],
    'Kann ich meinen Shopify-Shop verbinden?': ['Webshop-Anbindung'],
    'Die Gäste möchten getrennt zahlen, also die Rechnung teilen': ['Tischplan', 'Rechnung am Tisch teilen'],
    'Werbung auf dem zweiten Bildschirm zeigen': ['Kundenanzeige'],
    'Muss ich den Jahresbeleg signieren?': ['RKSV-Signatur', 'Start- und Jahresbeleg prüfen', 'FinanzOnline-Anbindung'],
    'Welche Artikel verkaufen sich am besten? Gibt es eine Statistik?': ['Auswertungen'],
    'Buchhaltung für unsere Firma in Deutschland': ['DATEV-Export'],
    'Nehmen wir Kreditkarten?': ['Kartenzahlung', 'Kartenzahlung ohne Eintippen'],
  },
  en: {
    'Can we print labels for our prices?': ['Label printing', 'Printing price labels'],
    'Do we have gift cards?': ['Vouchers', 'Selling and redeeming vouchers'],
    'How can waiters take the orders at a table?': ['Handheld ordering', 'Ordering at the table'],
    'Is there something for deposit bottles?': ['Deposits', 'Taking back empties'],
  },
};

/** So many of them at least are answered. */
const ENOUGH = 36;

let t: TestApp;
let owner: TestClient;

before(async () => {
  t = await createTestApp();
  await fillCatalogue(t.deps);
  owner = await t.as(await t.make.user({ company: await t.make.company(), permissions: ['subscriptions'] }));
});

after(() => t.close());

test(`the look-up understands at least ${ENOUGH} of 40 everyday questions`, async () => {
  const wrong: string[] = [];
  let asked = 0;
  for (const [language, questions] of Object.entries(QUESTIONS))
    for (const [search, answers] of Object.entries(questions)) {
      asked += 1;
      const { body } = await owner.call(lookUpModules, { query: { search, language: language as Language } });
      const first = body.items[0]?.name ?? 'nothing';
      if (!answers.includes(first)) wrong.push(`${search} → ${body.items.slice(0, 4).map(({ name }) => name)}`);
    }
  assert.equal(asked, 40);
  assert.ok(asked - wrong.length >= ENOUGH, wrong.join('\n'));
});
