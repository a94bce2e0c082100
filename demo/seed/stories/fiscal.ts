import type { Story } from './story.ts';

/** Receipts and the law: Registrierkassensicherheitsverordnung, closings, cancellations. */
export const fiscalStories: readonly Story[] = [
  {
    subjects: ['RKSV: Signatureinheit ausgefallen', 'Am Bon steht „Sicherheitseinrichtung ausgefallen“'],
    category: 'fault',
    priority: 'critical',
    description:
      'auf allen Bons von Kassa {kassa} steht seit Beleg {bon} „Sicherheitseinrichtung ausgefallen“. Müssen wir das dem Finanzamt melden? Wir haben nichts verändert.',
    thread: [
      ['note', 'Kartenleser antwortet nicht mehr, Karte selbst ok. Ausfall < 48 h, daher keine Meldung nötig.'],
      [
        'answer',
        'bitte kassieren Sie ganz normal weiter, das ist in diesem Fall ausdrücklich vorgesehen. Eine Meldung an FinanzOnline wäre erst nach 48 Stunden nötig. Ziehen Sie bitte den kleinen Kartenleser an der Rückseite ab und stecken Sie ihn nach zehn Sekunden wieder an.',
      ],
      ['reply', 'gemacht. Der nächste Bon hat wieder einen normalen QR-Code.'],
      [
        'answer',
        'der Sammelbeleg wurde automatisch erstellt und signiert, damit ist die Kette wieder geschlossen. Sie müssen nichts weiter tun.',
      ],
    ],
    work: [
      ['Ausfall der Signatureinheit analysiert', 20],
      ['Sammelbeleg und Signaturkette geprüft', 15],
    ],
    file: 'receipt',
  },
  {
    subjects: ['Jahresbeleg prüfen und an FinanzOnline melden', 'Frage zum Jahresbeleg'],
    category: 'question',
    priority: 'normal',
    description:
      'wir sind unsicher, ob der Jahresbeleg bei allen Kassen richtig geprüft und an FinanzOnline übermittelt wurde. Können Sie das bitte nachsehen? Wir haben {kassen} Kassen im Einsatz.',
    thread: [
      [
        'answer',
        'der Jahresbeleg wurde bei allen {kassen} Kassen erstellt und über den Webservice übermittelt, die Bestätigungen liegen im Programm unter „RKSV → Prüfprotokoll“. Bitte bewahren Sie den Ausdruck sieben Jahre auf.',
      ],
      ['reply', 'gefunden und ausgedruckt, vielen Dank.'],
    ],
    work: [['Jahresbelege aller Kassen kontrolliert', 20]],
  },
  {
    subjects: ['Startbeleg nach Kassentausch', 'Neue Kassa: Startbeleg und Anmeldung bei FinanzOnline'],
    category: 'change',
    priority: 'high',
    description:
      'unsere neue Kassa für {filiale} ist heute gekommen und soll ab {datum} in Betrieb gehen. Bitte um Unterstützung bei Startbeleg, Registrierung und Übernahme der Artikel.',
    thread: [
      [
        'ask',
        'gerne. Wir brauchen dafür die Zugangsdaten des Registrierkassen-Webservice-Benutzers aus FinanzOnline. Ist dieser Benutzer schon angelegt? Bitte keine Passwörter hier hereinschreiben, wir rufen Sie an.',
      ],
      ['reply', 'den Benutzer hat unsere Steuerberatung angelegt. Ich bin heute bis 16 Uhr erreichbar.'],
      [
        'answer',
        'danke für das Telefonat. Die Kassa ist registriert, der Startbeleg wurde geprüft und ist gültig. Artikel und Bedienerinnen sind übernommen.',
      ],
      ['reply', 'hat alles geklappt, die Kassa läuft. Danke für die Geduld!'],
    ],
    work: [
      ['Registrierung und Startbeleg', 30],
      ['Artikelübernahme und Test', 45],
    ],
  },
  {
    subjects: ['DEP-Export für die Betriebsprüfung', 'Finanzpolizei war da: DEP7 exportieren'],
    category: 'question',
    priority: 'high',
    description:
      'wir haben für nächste Woche eine Betriebsprüfung angekündigt bekommen. Der Prüfer möchte das Datenerfassungsprotokoll der letzten zwei Jahre auf einem USB-Stick. Wie exportieren wir das?',
    thread: [
      [
        'answer',
        'öffnen Sie bitte „RKSV → Datenerfassungsprotokoll → Export“, wählen Sie den Zeitraum und das Format DEP7. Die Dateien werden je Kassa und Quartal angelegt. Wir haben den Export für Sie vorab geprüft, er ist vollständig.',
      ],
      ['reply', 'Export ist am Stick. Braucht der Prüfer sonst noch etwas?'],
      [
        'answer',
        'üblicherweise noch die Verfahrensdokumentation, diese haben wir Ihnen als PDF auf die Kassa unter „Dokumente“ gelegt. Alles Gute für die Prüfung!',
      ],
    ],
    work: [
      ['Prüfung des DEP auf Vollständigkeit', 30],
      ['Verfahrensdokumentation bereitgestellt', 15],
    ],
  },
  {
    subjects: ['Storno am Folgetag nicht möglich', 'Beleg {bon} von gestern lässt sich nicht stornieren'],
    category: 'question',
    priority: 'normal',
    description:
      'wir haben gestern irrtümlich {betrag} zu viel boniert (Beleg {bon}) und wollten das heute stornieren. Die Schaltfläche „Storno“ ist grau. Was können wir tun?',
    thread: [
      [
        'answer',
        'nach dem Tagesabschluss kann ein Beleg nicht mehr direkt storniert werden. Erstellen Sie bitte eine Retoure: Funktionen → Retoure → Belegnummer {bon} eingeben. So bleibt der Zusammenhang nachvollziehbar und der Umsatz wird heute vermindert.',
      ],
      ['reply', 'das hat funktioniert. Die Buchhaltung ist zufrieden.'],
    ],
    work: [['Beratung Storno und Retoure', 10]],
  },
  {
    subjects: ['Tagesabschluss weist Differenz von {betrag} aus', 'Kassendifferenz {betrag} – wo suchen?'],
    category: 'question',
    priority: 'normal',
    description:
      'beim gestrigen Tagesabschluss fehlen in der Filiale {filiale} laut Programm {betrag}. Wir haben zweimal gezählt. Der Abschluss hängt an. Können Sie nachsehen, ob da eine Buchung doppelt ist?',
    thread: [
      ['note', 'Auf den ersten Blick eine Bankomatzahlung, die als bar gebucht wurde. Terminal-Abschluss vergleichen.'],
      [
        'ask',
        'schicken Sie uns bitte noch den Abschlussbeleg der Bankomatkassa vom selben Tag, dann können wir vergleichen.',
      ],
      ['reply', 'habe ich gerade gefunden: Auf der Bankomatkassa sind es genau {betrag} mehr als im Programm.'],
      [
        'answer',
        'damit ist die Sache klar: Beleg {bon} wurde mit Karte bezahlt, aber als Barzahlung abgeschlossen. Sie können die Zahlungsart unter „Belege → Zahlungsart ändern“ bis zum Monatsende berichtigen, der Beleg selbst bleibt unverändert.',
      ],
      ['reply', 'berichtigt, Differenz ist null. Danke!'],
    ],
    work: [
      ['Abschluss mit Terminaldaten verglichen', 25],
      ['Rücksprache, Berichtigung erklärt', 10],
    ],
    file: 'closing',
  },
  {
    subjects: ['Signaturzertifikat läuft ab', 'Warnung: Zertifikat der Registrierkasse läuft in 30 Tagen ab'],
    category: 'change',
    priority: 'high',
    description:
      'beim Anmelden kommt jetzt der Hinweis, dass das Signaturzertifikat in 30 Tagen abläuft. Müssen wir eine neue Karte bestellen oder geht das online?',
    thread: [
      [
        'answer',
        'Sie verwenden die Signatur über das Internet, eine Karte ist nicht nötig. Wir haben die Verlängerung beantragt, das neue Zertifikat wird in den nächsten Tagen in der Nacht eingespielt.',
      ],
      ['note', 'Verlängerung beantragt, Wiedervorlage in drei Tagen.'],
      ['answer', 'das neue Zertifikat ist aktiv und bei FinanzOnline registriert. Es gilt fünf Jahre.'],
      ['reply', 'danke, die Meldung ist weg.'],
    ],
    work: [['Zertifikat verlängert und registriert', 25]],
  },
  {
    subjects: ['Monatsbeleg fehlt', 'Monatsbeleg vom letzten Monat nicht auffindbar'],
    category: 'question',
    priority: 'normal',
    description:
      'unsere Steuerberatung sagt, dass für Kassa {kassa} der Monatsbeleg fehlt. Wird der nicht automatisch erstellt? Die Filiale {filiale} hatte am Monatsletzten geschlossen.',
    thread: [
      [
        'answer',
        'der Monatsbeleg entsteht mit dem ersten Beleg des neuen Monats, weil die Kassa am Monatsletzten nicht eingeschaltet war. Er ist vorhanden: Nullbeleg {bon}. Das ist so zulässig.',
      ],
      ['reply', 'danke, habe ich so weitergegeben.'],
    ],
    work: [['Belegkette geprüft, Auskunft', 15]],
  },
  {
    subjects: ['Alte Registrierkasse außer Betrieb nehmen', 'Kassa {kassa} abmelden – wie gehen wir vor?'],
    category: 'change',
    priority: 'normal',
    description:
      'wir schließen den Standort {filiale} mit {datum} und brauchen die Kassa dort nicht mehr. Was müssen wir wegen der Registrierkasse beachten?',
    thread: [
      [
        'answer',
        'am letzten Tag bitte den Tagesabschluss machen und danach „RKSV → Schlussbeleg“ wählen. Drucken Sie den Schlussbeleg aus und sichern Sie das DEP. Die Abmeldung in FinanzOnline übernehmen wir für Sie über den Webservice.',
      ],
      ['reply', 'Schlussbeleg ist gemacht, DEP liegt am Server.'],
      [
        'answer',
        'die Kassa ist abgemeldet, die Bestätigung liegt im Prüfprotokoll. Die Lizenz ist frei und kann für einen anderen Standort verwendet werden.',
      ],
    ],
    work: [['Außerbetriebnahme begleitet, Abmeldung FinanzOnline', 30]],
  },
  {
    subjects: ['QR-Code auf dem Beleg fehlt', 'QR-Code am Bon nicht lesbar'],
    category: 'fault',
    priority: 'high',
    description:
      'auf den Bons von Kassa {kassa} ist der QR-Code nur halb zu sehen. Rechts ist alles abgeschnitten. Muster liegt bei.',
    thread: [
      [
        'answer',
        'im Drucker war eine Papierbreite von 58 mm eingestellt, Sie verwenden aber Rollen mit 80 mm. Wir haben das umgestellt und den QR-Code etwas vergrößert. Bitte drucken Sie Beleg {bon} noch einmal.',
      ],
      ['reply', 'jetzt ist er vollständig und mit der App lesbar.'],
    ],
    work: [['Druckvorlage Bon angepasst', 15]],
    file: 'receipt',
  },
  {
    subjects: ['Bon nachträglich als Rechnung mit Firmendaten', 'Kunde braucht Rechnung zu Beleg {bon}'],
    category: 'question',
    priority: 'low',
    description:
      'ein Firmenkunde braucht zum Beleg {bon} über {betrag} eine Rechnung mit seiner Anschrift und UID. Geht das im Nachhinein, ohne dass der Umsatz doppelt ist?',
    thread: [
      [
        'answer',
        'ja: Belege → {bon} → „Rechnung erstellen“. Die Rechnung bezieht sich auf den Bon und erhöht den Umsatz nicht. Ab 400 Euro muss die UID des Kunden angeführt sein, das Programm fragt danach.',
      ],
      ['reply', 'perfekt, Rechnung ist draußen.'],
    ],
    work: [['Beratung Rechnung zu Beleg', 10]],
  },
  {
    subjects: ['Falscher Umsatzsteuersatz bei {artikel}', 'Steuersatz 10 % statt 20 % bei {artikel}'],
    category: 'fault',
    priority: 'high',
    trades: ['bakery', 'restaurant', 'organic', 'butcher', 'books'],
    description:
      'bei {artikel} wird am Bon der falsche Steuersatz ausgewiesen. Aufgefallen ist es bei Beleg {bon}. Bitte prüfen Sie, seit wann das so ist und ob noch andere Artikel betroffen sind.',
    thread: [
      ['note', 'Warengruppe wurde beim letzten Import vertauscht, 14 Artikel betroffen.'],
      [
        'ask',
        'beim letzten Artikelimport sind 14 Artikel in die falsche Warengruppe gerutscht, darunter {artikel}. Dürfen wir die Zuordnung berichtigen? Ihre Steuerberatung sollte die betroffenen Umsätze wissen.',
      ],
      ['reply', 'bitte berichtigen. Die Liste leite ich an die Steuerberatung weiter.'],
      [
        'answer',
        'alle 14 Artikel sind berichtigt. Die Liste der betroffenen Belege mit Beträgen je Steuersatz finden Sie unter „Auswertungen → Eigene“.',
      ],
    ],
    work: [
      ['Steuersätze aller Artikel geprüft', 40],
      ['Berichtigung und Auswertung erstellt', 30],
    ],
  },
];
