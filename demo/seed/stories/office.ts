import type { Story } from './story.ts';

/** People, reports, training and contracts. */
export const officeStories: readonly Story[] = [
  {
    subjects: ['Neue Mitarbeiterin anlegen', 'Benutzer für neuen Kollegen in {filiale}'],
    category: 'change',
    priority: 'normal',
    description:
      'ab {datum} arbeitet bei uns in {filiale} eine neue Kollegin. Bitte legen Sie einen Bediener an, Rechte wie die anderen Verkäuferinnen: kassieren und Bon parken, kein Storno.',
    thread: [
      ['ask', 'gerne. Wie soll der Name am Bon stehen, und bekommt sie einen eigenen Schlüssel oder einen PIN?'],
      ['reply', 'am Bon bitte nur „Julia“, PIN reicht.'],
      ['answer', 'der Bediener „Julia“ ist angelegt. Den PIN vergibt sie bei der ersten Anmeldung selbst.'],
    ],
    work: [['Bediener angelegt', 10]],
  },
  {
    subjects: ['Passwort für das Büroprogramm vergessen', 'Anmeldung gesperrt nach falschem Passwort'],
    category: 'question',
    priority: 'high',
    description:
      'ich habe mein Passwort zu oft falsch eingegeben und jetzt ist mein Zugang gesperrt. Ich bräuchte ihn heute noch für die Abrechnung.',
    thread: [
      ['note', 'Rückruf unter der hinterlegten Nummer, Identität bestätigt.'],
      [
        'answer',
        'wir haben Sie unter der hinterlegten Nummer zurückgerufen und den Zugang wieder freigegeben. Das neue Passwort setzen Sie bitte selbst über den Link, den Sie per E-Mail bekommen haben.',
      ],
      ['reply', 'bin wieder drinnen, danke!'],
    ],
    work: [['Zugang nach Rückruf freigegeben', 10]],
  },
  {
    subjects: ['Storno nur mehr für die Filialleitung', 'Berechtigung: Rabatt über 10 % sperren'],
    category: 'change',
    priority: 'normal',
    description:
      'wir möchten, dass Stornos und Rabatte über 10 % nur mehr von der Filialleitung gemacht werden dürfen. Geht das, ohne dass jedes Mal jemand den Bediener wechseln muss?',
    thread: [
      [
        'answer',
        'das geht mit „Freigabe durch Leitung“: Die Verkäuferin tippt auf Storno, die Filialleitung bestätigt mit ihrem PIN am selben Bildschirm. Wer freigegeben hat, steht im Protokoll. Sollen wir das für alle Filialen einschalten?',
      ],
      ['reply', 'bitte zuerst nur in {filiale}, dann schauen wir weiter.'],
      ['answer', 'ist in {filiale} aktiv. Wenn es sich bewährt, genügt eine kurze Nachricht hier für die übrigen.'],
    ],
    work: [['Rechte und Freigabe eingerichtet', 30]],
  },
  {
    subjects: ['Export für die Steuerberatung (BMD)', 'Buchhaltungsexport: Konten stimmen nicht'],
    category: 'fault',
    priority: 'normal',
    description:
      'unsere Steuerberatung sagt, dass im Export für BMD die Gutscheine auf dem Erlöskonto landen. Sie gehören auf ein Verbindlichkeitskonto. Bitte anpassen.',
    thread: [
      [
        'ask',
        'auf welches Konto sollen wir die Mehrzweckgutscheine buchen? Üblich ist 3740, Ihre Steuerberatung hat aber vielleicht ein eigenes.',
      ],
      ['reply', 'die Steuerberatung bestätigt 3740.'],
      [
        'answer',
        'die Zuordnung ist auf 3740 geändert. Den Export des laufenden Monats haben wir neu erstellt, Sie können ihn gleich weiterschicken.',
      ],
      ['reply', 'angekommen und eingelesen, alles bestens.'],
    ],
    work: [
      ['Kontenzuordnung geändert', 20],
      ['Export neu erstellt und geprüft', 15],
    ],
  },
  {
    subjects: ['Auswertung: Umsatz nach Stunden', 'Welche Stunden bringen wie viel Umsatz?'],
    category: 'question',
    priority: 'low',
    description:
      'wir überlegen, am Nachmittag früher zuzusperren. Gibt es eine Auswertung, die den Umsatz je Stunde und Wochentag zeigt, am besten für {filiale} allein?',
    thread: [
      [
        'answer',
        'ja, „Auswertungen → Frequenz“ zeigt Umsatz, Bons und Durchschnittsbon je Stunde und Wochentag. Wir haben Ihnen eine fertige Ansicht für {filiale} und die letzten zwölf Monate angelegt.',
      ],
      ['reply', 'sehr aufschlussreich. Danke für die Vorlage!'],
    ],
    work: [['Auswertung angelegt', 20]],
  },
  {
    subjects: ['Schulung für neue Kolleginnen', 'Auffrischungsschulung Warenwirtschaft'],
    category: 'question',
    priority: 'low',
    description:
      'wir haben vier neue Leute im Team und hätten gern eine kurze Schulung für Kassa und Wareneingang. Geht das auch online? Am liebsten an einem Dienstagvormittag.',
    thread: [
      [
        'answer',
        'sehr gerne. Online dauert die Schulung zwei Stunden, am Dienstag um 9 Uhr wäre bei uns frei. Die Teilnehmerinnen brauchen nur einen Browser und am besten Kopfhörer.',
      ],
      ['reply', 'Dienstag 9 Uhr passt. Wir sind zu viert.'],
      ['answer', 'der Termin ist fixiert, die Einladung ist unterwegs. Die Aufzeichnung bekommen Sie danach.'],
      ['reply', 'war sehr hilfreich, ein Lob an die Vortragende!'],
    ],
    work: [
      ['Vorbereitung Schulung', 30],
      ['Onlineschulung Kassa und Wareneingang', 120],
    ],
  },
  {
    subjects: ['Wartungsrechnung doppelt erhalten', 'Frage zur Rechnung über {betrag}'],
    category: 'billing',
    priority: 'normal',
    description:
      'wir haben die Wartungsrechnung über {betrag} zweimal bekommen, einmal per Post und einmal per E-Mail. Ist das eine Rechnung oder sind es zwei? Bezahlt haben wir sie einmal.',
    thread: [
      [
        'answer',
        'es ist ein und dieselbe Rechnung, der Postversand war bei Ihnen noch zusätzlich eingeschaltet. Wir haben auf „nur E-Mail“ umgestellt. Ihre Zahlung ist eingelangt, es ist nichts offen.',
      ],
      ['reply', 'danke für die rasche Klärung.'],
    ],
    work: [['Klärung mit der Buchhaltung', 10]],
  },
  {
    subjects: ['Angebot für eine weitere Kassa', 'Zusätzliche Kassa für das Weihnachtsgeschäft'],
    category: 'billing',
    priority: 'normal',
    description:
      'für {filiale} brauchen wir eine zusätzliche Kassa, eventuell auch nur für ein paar Wochen zur Miete. Bitte um ein Angebot mit Bondrucker und Lade.',
    thread: [
      [
        'ask',
        'gerne. Soll die Bankomatkassa mit dabei sein, und reicht ein 15-Zoll-Gerät wie bei Ihren anderen Kassen?',
      ],
      ['reply', '15 Zoll passt, Bankomatkassa bitte auch mit anbieten.'],
      [
        'answer',
        'das Angebot für Kauf und Miete (acht Wochen) ist per E-Mail an Sie unterwegs. Bei Bestellung bis Freitag liefern wir in der darauffolgenden Woche, fertig eingerichtet.',
      ],
      ['reply', 'wir nehmen die Miete, Bestellung ist unterschrieben zurück.'],
    ],
    work: [['Angebot erstellt', 30]],
  },
  {
    subjects: ['Neue Filiale eröffnet am {datum}', 'Einrichtung der neuen Filiale'],
    category: 'change',
    priority: 'high',
    description:
      'wir sperren am {datum} einen weiteren Standort auf. Wir brauchen zwei Kassen, eine Bankomatkassa, den Etikettendrucker und den Abgleich mit der Zentrale. Bitte um einen Zeitplan.',
    thread: [
      [
        'answer',
        'Gratulation zur neuen Filiale! Unser Vorschlag: Leitung und Netzwerkdosen bis eine Woche vorher, Lieferung der fertig eingerichteten Geräte vier Tage vorher, Inbetriebnahme und Einschulung zwei Tage vorher vor Ort.',
      ],
      ['reply', 'der Zeitplan passt für uns. Die Dosen sind schon gesetzt.'],
      ['note', 'Techniker für die Inbetriebnahme eingeteilt, Startbelege vorbereitet.'],
      [
        'answer',
        'beide Kassen sind registriert und eingerichtet, der Abgleich mit der Zentrale läuft. Am Eröffnungstag sind wir ab 7 Uhr telefonisch für Sie da.',
      ],
      ['reply', 'die Eröffnung war ein voller Erfolg und die Technik hat gehalten. Danke!'],
    ],
    work: [
      ['Planung und Abstimmung', 60],
      ['Geräte eingerichtet', 150],
      ['Inbetriebnahme vor Ort', 240],
    ],
  },
  {
    subjects: ['Gutscheinmodul freischalten', 'Können wir Kundenkarten dazubestellen?'],
    category: 'billing',
    priority: 'low',
    description:
      'wir würden gern das Modul für Gutscheine und Kundenkarten verwenden. Ist das in unserem Vertrag enthalten oder kostet es extra?',
    thread: [
      [
        'answer',
        'Gutscheine sind in Ihrem Vertrag enthalten, wir haben sie freigeschaltet. Kundenkarten sind ein eigenes Modul; Sie können es 30 Tage kostenlos ausprobieren. Dürfen wir das für Sie starten?',
      ],
      ['reply', 'ja bitte, probieren wir gern aus.'],
      ['answer', 'der Probemonat läuft. Er endet von selbst, Sie müssen nichts kündigen.'],
    ],
    work: [['Modul freigeschaltet, kurze Einführung', 25]],
  },
  {
    subjects: ['Neues Logo auf dem Bon', 'Bon-Fußzeile ändern'],
    category: 'change',
    priority: 'low',
    description:
      'wir haben ein neues Logo und möchten es auf dem Bon haben. Außerdem soll unten stehen: „Danke für Ihren Einkauf bei uns in {filiale}!“',
    thread: [
      [
        'ask',
        'bitte schicken Sie uns das Logo in Schwarz-Weiß mit mindestens 500 Pixel Breite. Farben kann der Bondrucker leider nicht.',
      ],
      ['reply', 'Logo hängt an, kommt direkt von der Grafikerin.', 'logo'],
      [
        'answer',
        'Logo und Fußzeile sind auf allen Kassen hinterlegt. Muster hängt an – so sieht es jetzt aus.',
        'receipt',
      ],
      ['reply', 'sehr schön geworden!'],
    ],
    work: [['Logo aufbereitet, Bonvorlage geändert', 25]],
  },
  {
    subjects: ['Firmenwortlaut und UID geändert', 'Aus e.U. wird GmbH – was ist zu tun?'],
    category: 'change',
    priority: 'high',
    description:
      'wir firmieren ab {datum} mit neuem Firmenwortlaut und bekommen eine neue UID-Nummer. Was muss an der Registrierkasse und auf den Rechnungen geändert werden?',
    thread: [
      [
        'ask',
        'danke für die Vorwarnung. Wird die bisherige Firma ganz beendet oder nur umbenannt? Bei einer neuen Steuernummer müssen die Kassen ab- und neu angemeldet werden.',
      ],
      ['reply', 'es ist eine Einbringung in die GmbH, also neue Steuernummer.'],
      [
        'answer',
        'dann gehen wir so vor: Schlussbeleg am letzten Tag nach Geschäftsschluss, in der Nacht neue Registrierung, in der Früh Startbeleg. Wir begleiten beides und haben den Termin eingetragen.',
      ],
      ['reply', 'hat reibungslos geklappt, die Startbelege sind geprüft.'],
    ],
    work: [
      ['Umgründung vorbereitet', 45],
      ['Schluss- und Startbelege begleitet', 60],
    ],
  },
  {
    subjects: ['Weihnachtsöffnungszeiten in den Kassen', 'Feiertage und verlängerte Öffnungszeiten'],
    category: 'question',
    priority: 'low',
    description:
      'wir haben im Advent länger offen. Der automatische Tagesabschluss um 19 Uhr passt dann nicht. Kann man ihn für einzelne Tage verschieben?',
    thread: [
      [
        'answer',
        'ja: „Einstellungen → Kalender“. Für die Adventsamstage haben wir 21 Uhr eingetragen, am 24. und 31. Dezember 15 Uhr. Weitere Tage können Sie dort selbst ergänzen.',
      ],
      ['reply', 'sehr praktisch, danke.'],
    ],
    work: [['Kalender eingerichtet', 10]],
  },
  {
    subjects: ['Stechuhr: Kommen-Buchung fehlt', 'Arbeitszeiterfassung an der Kassa'],
    category: 'question',
    priority: 'low',
    description:
      'eine Kollegin hat am Montag vergessen, sich an der Kassa einzustempeln. Wie tragen wir das nach, damit die Stundenliste für die Lohnverrechnung stimmt?',
    thread: [
      [
        'answer',
        'unter „Personal → Zeiten“ kann die Filialleitung eine Buchung nachtragen. Der Nachtrag wird mit Namen und Grund protokolliert, das verlangt das Arbeitsinspektorat.',
      ],
      ['reply', 'gefunden und nachgetragen, danke.'],
    ],
    work: [['Auskunft Zeiterfassung', 5]],
  },
  {
    subjects: ['Kundendaten löschen (DSGVO)', 'Löschbegehren einer Kundin'],
    category: 'question',
    priority: 'normal',
    description:
      'eine Kundin verlangt, dass wir ihre Daten löschen. Sie hat eine Kundenkarte und mehrere Einkäufe. Dürfen wir die Belege überhaupt löschen?',
    thread: [
      [
        'answer',
        'Belege müssen Sie sieben Jahre aufbewahren, die Stammdaten dürfen und sollen Sie aber löschen. Unter „Kunden → Datenschutz → Anonymisieren“ werden Name, Anschrift und Geburtsdatum entfernt, die Umsätze bleiben ohne Personenbezug erhalten. Das Protokoll können Sie der Kundin schicken.',
      ],
      ['reply', 'erledigt, Protokoll ist verschickt. Danke für die gute Erklärung!'],
    ],
    work: [['Beratung Anonymisierung', 15]],
  },
  {
    subjects: ['Kundenkarte: Bonuspunkte werden nicht gutgeschrieben', 'Bonuspunkte fehlen nach Einkauf'],
    category: 'fault',
    priority: 'normal',
    trades: ['fashion', 'sport', 'books', 'organic', 'bakery'],
    description:
      'bei einigen Stammkunden werden seit letzter Woche keine Bonuspunkte mehr gutgeschrieben, zum Beispiel bei Beleg {bon}. Die Karte wird erkannt und der Name erscheint.',
    thread: [
      ['note', 'Bonusprogramm hatte Enddatum 30. des Vormonats.'],
      ['ask', 'das Bonusprogramm war nur bis zum Ende des Vormonats angelegt. Soll es unverändert weiterlaufen?'],
      ['reply', 'ja, unbefristet bitte. Das haben wir beim Anlegen übersehen.'],
      ['answer', 'das Programm läuft unbefristet. Die fehlenden Punkte von 86 Einkäufen haben wir nachgebucht.'],
    ],
    work: [['Bonusprogramm verlängert, Punkte nachgebucht', 30]],
  },
];
