import type { Story } from './story.ts';

/** Merchandise management: articles, stock, vouchers, prices. */
export const stockStories: readonly Story[] = [
  {
    subjects: ['Inventur: Zählliste unvollständig', 'Inventurliste zeigt nicht alle Artikel'],
    category: 'question',
    priority: 'high',
    description:
      'wir machen am Wochenende Inventur und auf der Zählliste für {filiale} fehlen etliche Artikel, zum Beispiel {artikel}. Im Artikelstamm sind sie vorhanden.',
    thread: [
      [
        'answer',
        'die Liste enthält nur Artikel mit gesetztem Kennzeichen „lagergeführt“. Bei 63 Artikeln fehlt es. Wir haben Ihnen die Artikel in einer Auswahl „Inventur prüfen“ zusammengestellt.',
      ],
      ['reply', 'danke, habe bei allen das Häkchen gesetzt. Liste ist jetzt vollständig.'],
    ],
    work: [['Artikelstamm für Inventur geprüft', 30]],
  },
  {
    subjects: ['Lagerstand negativ bei {artikel}', 'Negative Lagerstände nach der Inventur'],
    category: 'fault',
    priority: 'normal',
    description:
      'seit der Inventur haben wir bei einigen Artikeln negative Lagerstände, bei {artikel} sogar −24 Stück. In der Warenwirtschaft ist der Zugang aber gebucht. Was ist da passiert?',
    thread: [
      [
        'ask',
        'der Lieferschein wurde mit einem Datum vor dem Inventurstichtag gebucht und zählt deshalb nicht. Sollen wir das Buchungsdatum auf den tatsächlichen Wareneingang ändern?',
      ],
      ['reply', 'ja bitte, die Ware ist erst nach der Inventur gekommen.'],
      [
        'answer',
        'das Datum ist geändert, der Lagerstand von {artikel} beträgt jetzt 12 Stück. Die übrigen Artikel sind ebenfalls berichtigt.',
      ],
    ],
    work: [
      ['Lagerbewegungen geprüft', 25],
      ['Buchungsdatum berichtigt, Lagerstände neu berechnet', 20],
    ],
  },
  {
    subjects: ['Artikelimport aus Excel bricht ab', 'Neue Kollektion lässt sich nicht importieren'],
    category: 'fault',
    priority: 'normal',
    description:
      'beim Import der neuen Artikelliste kommt in Zeile 118 „Ungültiger Wert“ und der ganze Import bricht ab. Die Datei habe ich angehängt. Es sind ca. 400 Artikel, die wir bis Freitag brauchen.',
    thread: [
      [
        'answer',
        'in Zeile 118 steht der Preis mit einem Leerzeichen als Tausendertrennzeichen („1 290,00“). Wir haben die Datei berichtigt und importiert: 403 Artikel neu, 0 Fehler.',
      ],
      ['reply', 'Sie sind die Besten! Nächstes Mal achte ich darauf.'],
    ],
    work: [['Importdatei geprüft und berichtigt, Import', 30]],
    file: 'articles',
  },
  {
    subjects: ['Preisänderung zum Monatsersten', 'Preise ab {datum} automatisch umstellen'],
    category: 'question',
    priority: 'normal',
    description:
      'ab {datum} gelten bei uns neue Preise. Kann man das vorab eingeben, damit sie an dem Tag in der Früh automatisch gelten? Bisher sind wir immer um fünf in der Früh dafür aufgestanden.',
    thread: [
      [
        'answer',
        'ja, das geht mit „Artikel → Preise → Zukünftige Preise“. Das Datum eintragen, die neuen Preise eingeben oder einlesen, fertig. Die Kassen übernehmen sie um Mitternacht. Eine kurze Anleitung haben wir Ihnen auf die Kassa gelegt.',
      ],
      ['reply', 'das erspart uns viel. Danke!'],
    ],
    work: [['Beratung zukünftige Preise', 15]],
  },
  {
    subjects: ['Etiketten: Strichcode zu klein', 'Etikettendruck verrutscht'],
    category: 'fault',
    priority: 'low',
    trades: ['fashion', 'sport', 'books', 'organic', 'hardware'],
    description:
      'seit wir die neuen Etikettenrollen haben, ist der Strichcode am Rand abgeschnitten und wird vom Scanner nicht gelesen. Früher war das kein Problem.',
    thread: [
      ['ask', 'welche Maße haben die neuen Etiketten? Auf dem Karton steht meist Breite × Höhe in Millimetern.'],
      ['reply', 'am Karton steht 51 × 25 mm. Vorher hatten wir 57 × 32.'],
      [
        'answer',
        'die Vorlage ist auf 51 × 25 mm angepasst. Bitte den Drucker einmal aus- und einschalten, damit er das neue Format einmisst.',
      ],
      ['reply', 'druckt wieder sauber.'],
    ],
    work: [['Etikettenvorlage angepasst', 25]],
  },
  {
    subjects: ['Gutschein wird nicht eingelöst', 'Gutschein {bon} „nicht gefunden“'],
    category: 'fault',
    priority: 'high',
    description:
      'eine Kundin wollte heute einen Gutschein über {betrag} einlösen, den sie in einer anderen Filiale gekauft hat. Die Kassa sagt „Gutschein nicht gefunden“. Wir haben ihn händisch abgezogen, damit sie nicht ohne Ware gehen muss.',
    thread: [
      ['note', 'Abgleich zwischen den Filialen stand seit gestern 19 Uhr, Dienst neu gestartet.'],
      [
        'answer',
        'der Abgleich zwischen den Filialen war seit gestern Abend unterbrochen, der Gutschein war bei Ihnen daher noch nicht bekannt. Der Abgleich läuft wieder. Bitte lösen Sie den Gutschein jetzt noch nachträglich ein, damit er nicht zweimal verwendet werden kann.',
      ],
      ['reply', 'ist eingelöst und der händische Abzug storniert.'],
      ['answer', 'danke. Wir überwachen den Abgleich ab sofort und werden bei einer Störung automatisch verständigt.'],
    ],
    work: [
      ['Filialabgleich untersucht und neu gestartet', 30],
      ['Überwachung eingerichtet', 20],
    ],
  },
  {
    subjects: ['Restwert auf Gutschein', 'Gutschein: Restbetrag wird nicht gedruckt'],
    category: 'question',
    priority: 'low',
    description:
      'wenn ein Gutschein nur teilweise eingelöst wird, sieht der Kunde nirgends, wie viel noch übrig ist. Kann der Restwert auf dem Bon stehen?',
    thread: [
      [
        'answer',
        'ja, wir haben die Zeile „Restwert Gutschein“ in Ihrer Bonvorlage eingeschaltet. Sie erscheint ab dem nächsten Bon.',
      ],
      ['reply', 'genau so wollten wir es haben.'],
    ],
    work: [['Bonvorlage ergänzt', 10]],
  },
  {
    subjects: ['Lieferschein lässt sich nicht verrechnen', 'Sammelrechnung aus Lieferscheinen'],
    category: 'question',
    priority: 'normal',
    trades: ['bakery', 'butcher', 'organic', 'hardware', 'books'],
    description:
      'wir beliefern zwei Hotels und möchten am Monatsende alle Lieferscheine auf einer Rechnung zusammenfassen. Ein Lieferschein über {betrag} bleibt dabei immer übrig.',
    thread: [
      [
        'ask',
        'dieser Lieferschein hat eine andere Zahlungsbedingung als die übrigen (14 Tage statt 30). Gehört das so?',
      ],
      ['reply', 'nein, das war ein Versehen. Sollten überall 30 Tage sein.'],
      [
        'answer',
        'wir haben die Bedingung berichtigt und die Sammelrechnung erstellt. Sie liegt unter „Rechnungen → Entwürfe“ zur Freigabe.',
      ],
    ],
    work: [['Sammelrechnung geprüft', 20]],
  },
  {
    subjects: ['Bestellvorschlag ignoriert Mindestbestand', 'Bestellvorschlag zu niedrig bei {artikel}'],
    category: 'fault',
    priority: 'normal',
    description:
      'der automatische Bestellvorschlag berücksichtigt den Mindestbestand nicht. Bei {artikel} ist der Mindestbestand 20, lagernd sind 6, vorgeschlagen wird nichts.',
    thread: [
      ['note', 'Offene Bestellung aus dem Vorjahr zählt noch als „unterwegs“. Mit Kunden klären.'],
      [
        'ask',
        'es gibt noch eine offene Bestellung vom Vorjahr über 40 Stück {artikel}, die als „unterwegs“ zählt. Kommt diese Lieferung noch?',
      ],
      ['reply', 'nein, die hat der Lieferant damals storniert. Das haben wir vergessen auszutragen.'],
      [
        'answer',
        'wir haben die alte Bestellung als storniert gekennzeichnet. Der Bestellvorschlag enthält jetzt 34 Stück. Tipp: Unter „Einkauf → Überfällig“ sehen Sie alle solchen Bestellungen.',
      ],
    ],
    work: [
      ['Bestellvorschlag nachgerechnet', 30],
      ['Alte Bestellungen bereinigt', 15],
    ],
  },
  {
    subjects: ['Größen und Farben: Matrix wird nicht angezeigt', 'Größenraster für {artikel} fehlt'],
    category: 'fault',
    priority: 'normal',
    trades: ['fashion', 'sport'],
    description:
      'bei {artikel} erscheint an der Kassa keine Auswahl für Größe und Farbe, sondern nur der Hauptartikel. Dadurch stimmt der Lagerstand je Größe nicht mehr.',
    thread: [
      [
        'answer',
        'beim Anlegen wurde das Größenraster nicht zugewiesen. Wir haben „Damen 34–46“ hinterlegt und die bereits verkauften Stück nach den Etiketten den Größen zugeordnet.',
      ],
      ['reply', 'passt jetzt. Danke für das Nachbuchen!'],
    ],
    work: [['Größenraster zugewiesen, Verkäufe umgebucht', 45]],
  },
  {
    subjects: ['Rabattaktion −20 % greift auch bei reduzierter Ware', 'Aktion „Herbst“ rechnet doppelt ab'],
    category: 'fault',
    priority: 'high',
    trades: ['fashion', 'sport', 'books', 'hardware', 'organic'],
    description:
      'unsere Aktion −20 % wird auch auf schon reduzierte Artikel gerechnet, das war nicht so gedacht. Bei Beleg {bon} haben wir {betrag} zu wenig verlangt. Bitte rasch ändern, die Aktion läuft noch bis Samstag.',
    thread: [
      [
        'answer',
        'in der Aktion fehlte der Ausschluss „bereits reduziert“. Er ist jetzt gesetzt und gilt auf allen Kassen. Bereits verkaufte Ware können wir leider nicht mehr ändern.',
      ],
      ['reply', 'ist angekommen, rechnet jetzt richtig. Danke für die schnelle Reaktion.'],
    ],
    work: [['Aktionsregel berichtigt und getestet', 20]],
  },
  {
    subjects: ['Chargen und MHD auf dem Etikett', 'Mindesthaltbarkeit fehlt am Etikett von {artikel}'],
    category: 'change',
    priority: 'normal',
    trades: ['butcher', 'organic', 'bakery'],
    description:
      'für die Rückverfolgbarkeit brauchen wir Charge und Mindesthaltbarkeit auf dem Etikett, zum Beispiel bei {artikel}. Derzeit stehen nur Preis und Gewicht darauf.',
    thread: [
      ['ask', 'wie lange ist die Haltbarkeit ab Produktion, und gilt sie für alle Artikel der Warengruppe gleich?'],
      ['reply', '14 Tage bei allem aus der Theke, 21 Tage bei vakuumierter Ware.'],
      [
        'answer',
        'beides ist eingerichtet: Die Charge wird aus dem Produktionstag gebildet, das MHD aus der Warengruppe. Ein Probeetikett ist bei Ihnen aus dem Drucker gekommen.',
      ],
      ['reply', 'Probeetikett passt, wir nehmen es so.'],
    ],
    work: [['Etikett um Charge und MHD erweitert', 60]],
  },
  {
    subjects: ['Umbuchung zwischen Filialen', 'Ware von {filiale} in die Zentrale umbuchen'],
    category: 'question',
    priority: 'low',
    description:
      'wie buchen wir Ware von einer Filiale in die andere um, ohne dass sie zwischendurch „weg“ ist? Bisher machen wir Abgang und Zugang händisch und es gibt immer wieder Differenzen.',
    thread: [
      [
        'answer',
        'verwenden Sie bitte „Lager → Umlagerung“. Die Ware ist dann „unterwegs“, bis die andere Filiale den Empfang bestätigt – Differenzen fallen sofort auf. Eine Kurzanleitung mit Bildern haben wir Ihnen auf die Kassa gelegt.',
      ],
      ['reply', 'das ist genau, was wir gesucht haben.'],
    ],
    work: [['Einschulung Umlagerung am Telefon', 20]],
  },
  {
    subjects: ['Preisliste vom Lieferanten einlesen', 'Einkaufspreise laut neuer Liste aktualisieren'],
    category: 'change',
    priority: 'low',
    description:
      'unser Hauptlieferant schickt die Preisliste ab heuer als Excel. Können wir die einlesen, damit die Einkaufspreise stimmen? Die Verkaufspreise sollen gleich bleiben.',
    thread: [
      [
        'answer',
        'das geht über die Lieferantenartikelnummer. Wir haben das Einleseprofil für Ihre Liste angelegt: „Einkauf → Preisliste einlesen“ – die Verkaufspreise bleiben unberührt. Im ersten Lauf wurden 212 Einkaufspreise aktualisiert.',
      ],
      ['reply', 'wunderbar, jetzt stimmen auch die Spannen in der Auswertung wieder.'],
    ],
    work: [['Einleseprofil für Lieferantenliste erstellt', 45]],
    file: 'articles',
  },
];
