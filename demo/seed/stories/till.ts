import type { Story } from './story.ts';

/** Tills and what stands around them: printers, drawers, scanners, scales. */
export const tillStories: readonly Story[] = [
  {
    subjects: ['Kassa {kassa} druckt keinen Bon mehr', 'Bondrucker an Kassa {kassa} bleibt stumm'],
    category: 'fault',
    priority: 'high',
    description:
      'seit heute in der Früh kommt an Kassa {kassa} in der Filiale {filiale} kein Bon mehr heraus. Die Papierrolle haben wir gewechselt, das grüne Licht am Drucker leuchtet. Die Kassa selbst lässt sich ganz normal bedienen, der Umsatz wird auch gebucht. Ein Foto vom Bildschirm hängt an.',
    thread: [
      [
        'note',
        'Drucker laut Geräteliste ein TM-T20, hängt per USB. Vermutlich Anschluss gewechselt und Gerät neu erkannt.',
      ],
      [
        'ask',
        'danke für das Foto. Schalten Sie den Drucker bitte aus, halten Sie die Vorschubtaste gedrückt und schalten Sie ihn wieder ein. Kommt dann ein Testausdruck heraus?',
      ],
      ['reply', 'ja, der Testausdruck kommt. Aber aus der Kassa heraus druckt er weiterhin nicht.'],
      [
        'answer',
        'dann ist der Drucker in Ordnung. Er steckt jetzt an einem anderen USB-Anschluss als vorher, deshalb hat ihn die Kassa nicht mehr gefunden. Wir haben ihn per Fernwartung neu zugeordnet, Beleg {bon} wurde gerade nachgedruckt.',
      ],
      ['reply', 'funktioniert wieder, vielen Dank für die rasche Hilfe!'],
    ],
    work: [
      ['Ferndiagnose Bondrucker', 10],
      ['Drucker per Fernwartung neu zugeordnet, Testbon', 15],
    ],
    file: 'error',
  },
  {
    subjects: ['Kassenlade öffnet bei Barzahlung nicht', 'Lade an Kassa {kassa} geht nur mit dem Schlüssel auf'],
    category: 'fault',
    priority: 'normal',
    description:
      'die Lade an Kassa {kassa} geht bei Barzahlungen nicht mehr von selbst auf, wir müssen jedes Mal aufsperren. In der Stoßzeit ist das sehr mühsam. Der Bon wird gedruckt.',
    thread: [
      [
        'ask',
        'die Lade wird über den Bondrucker angesteuert. Sehen Sie bitte nach, ob das dünne Kabel (wie ein Telefonkabel) hinten am Drucker in der Buchse mit dem Ladensymbol steckt.',
      ],
      ['reply', 'das Kabel war halb herausgezogen, vermutlich beim Putzen. Jetzt geht die Lade wieder auf.'],
      [
        'answer',
        'sehr gut. Wir haben zusätzlich den Öffnungsimpuls etwas verlängert, damit die Lade auch mit vollem Münzfach sicher aufspringt.',
      ],
    ],
    work: [['Telefonische Anleitung, Ladenimpuls angepasst', 15]],
  },
  {
    subjects: ['Scanner liest EAN-Codes nicht mehr', 'Handscanner piepst, aber es kommt kein Artikel'],
    category: 'fault',
    priority: 'normal',
    trades: ['fashion', 'sport', 'books', 'organic', 'hardware'],
    description:
      'der Handscanner an Kassa {kassa} piepst zwar beim Scannen, am Bildschirm erscheint aber kein Artikel. Die Nummer eintippen funktioniert. Betroffen ist nur dieser eine Scanner.',
    thread: [
      ['note', 'Klingt nach verstelltem Präfix. Codeblatt aus der Wissensdatenbank schicken, Artikel 1142.'],
      [
        'answer',
        'der Scanner hat vermutlich versehentlich einen Einstellungscode gelesen. Scannen Sie bitte der Reihe nach die drei Codes „Werkseinstellung“, „Tastatur Deutsch“ und „Eingabe am Ende“ auf dem Blatt, das wir Ihnen an die Filiale {filiale} geschickt haben.',
      ],
      ['reply', 'nach dem zweiten Code war wieder alles gut. Das Blatt hebe ich auf, danke!'],
    ],
    work: [['Scanner-Konfiguration, Codeblatt übermittelt', 15]],
  },
  {
    subjects: ['Touchscreen reagiert rechts unten nicht', 'Touch an Kassa {kassa} verschoben'],
    category: 'fault',
    priority: 'normal',
    description:
      'am Bildschirm der Kassa {kassa} muss man neben die Taste drücken, damit etwas passiert. Besonders bei „Bar“ und „Bon“ rechts unten ist es schlimm. Neustart hat nichts gebracht.',
    thread: [
      [
        'answer',
        'das klingt nach einer verstellten Kalibrierung. Wir haben sie per Fernwartung neu gestartet – bitte tippen Sie die fünf Kreuze der Reihe nach mit der Fingerspitze an.',
      ],
      ['reply', 'erledigt, die Tasten passen jetzt genau. Muss man das öfter machen?'],
      [
        'answer',
        'normalerweise nicht. Meist verstellt sich die Kalibrierung, wenn beim Hochfahren jemand den Schirm reinigt. Am besten vor dem Einschalten abwischen.',
      ],
    ],
    work: [['Touch-Kalibrierung per Fernwartung', 20]],
  },
  {
    subjects: [
      'Kassa {kassa} startet nach Stromausfall nicht',
      'Nach Stromausfall: schwarzer Bildschirm an Kassa {kassa}',
    ],
    category: 'fault',
    priority: 'critical',
    description:
      'bei uns war heute kurz der Strom weg. Seither fährt Kassa {kassa} in {filiale} nicht mehr hoch, es steht nur weiße Schrift auf schwarzem Grund. Wir kassieren derzeit alles über die zweite Kassa, die Schlange reicht bis zur Tür. Bitte dringend um Hilfe!',
    thread: [
      ['note', 'Priorität kritisch bestätigt, Kunde wurde sofort zurückgerufen. Dateisystemprüfung läuft.'],
      [
        'answer',
        'wie soeben am Telefon besprochen, läuft auf der Kassa gerade die Prüfung der Festplatte. Bitte nicht ausschalten, sie dauert etwa zehn Minuten. Die Belege sind alle gesichert.',
      ],
      [
        'reply',
        'die Kassa ist wieder hochgefahren und wir können kassieren. Beleg {bon} ist der letzte vor dem Ausfall und ist da.',
      ],
      [
        'answer',
        'wunderbar. Die Signaturkette ist lückenlos, es ist nichts weiter zu melden. Wir empfehlen für diese Kassa eine kleine USV, ein Angebot folgt gesondert.',
      ],
    ],
    work: [
      ['Soforthilfe am Telefon, Dateisystem repariert', 35],
      ['Signaturkette und Datenstand geprüft', 20],
    ],
    file: 'error',
  },
  {
    subjects: ['Kundendisplay zeigt falschen Betrag', 'Kundenanzeige bleibt beim alten Bon stehen'],
    category: 'fault',
    priority: 'low',
    description:
      'auf dem Kundendisplay von Kassa {kassa} steht oft noch der Betrag vom vorigen Bon, während wir schon beim nächsten Kunden sind. Die Kunden sind verwirrt. Der Betrag auf dem Bon stimmt.',
    thread: [
      [
        'answer',
        'die Anzeige wurde erst beim nächsten Artikel geleert. Wir haben eingestellt, dass sie drei Sekunden nach Abschluss des Bons auf den Willkommenstext zurückspringt. Bitte die Kassa einmal neu anmelden.',
      ],
      ['reply', 'passt, so ist es viel besser. Danke!'],
    ],
    work: [['Einstellung Kundendisplay', 10]],
  },
  {
    subjects: ['Waage überträgt kein Gewicht an die Kassa', 'Ladenwaage: Gewicht kommt nicht an'],
    category: 'fault',
    priority: 'high',
    trades: ['butcher', 'organic'],
    description:
      'seit dem Umstellen der Budel überträgt die Waage kein Gewicht mehr. An der Waage selbst wird alles richtig angezeigt, an der Kassa steht immer 0,000 kg. Wir tippen die Gewichte derzeit händisch ein, z. B. bei {artikel}.',
    thread: [
      [
        'ask',
        'an der Waage gibt es zwei serielle Buchsen. Steckt das Kabel zur Kassa in der linken (COM1) oder in der rechten (COM2)?',
      ],
      ['reply', 'in der rechten. Die linke ist frei.'],
      [
        'answer',
        'bitte in die linke umstecken, die rechte ist für den Etikettendrucker. Danach an der Kassa einmal „Waage verbinden“ antippen. Die Eichung ist davon nicht berührt.',
      ],
      ['reply', 'das war es! Gewicht wird wieder übertragen.'],
    ],
    work: [
      ['Diagnose Waagenschnittstelle', 15],
      ['Protokoll der Waage geprüft, Nachkontrolle', 10],
    ],
  },
  {
    subjects: ['Küchendrucker druckt Bestellungen doppelt', 'Jede Bestellung kommt zweimal in der Küche an'],
    category: 'fault',
    priority: 'high',
    trades: ['restaurant'],
    description:
      'seit gestern Abend kommt jede Bestellung doppelt aus dem Küchendrucker. Beim Mittagsgeschäft haben wir dadurch einige Speisen zweimal gekocht. An der Schank ist alles normal.',
    thread: [
      [
        'note',
        'In den Stationen ist die Küche zweimal angelegt (Küche, Küche neu). Gestern um 17:40 vom Kunden kopiert.',
      ],
      [
        'answer',
        'in den Stationen war die Küche zweimal angelegt, deshalb wurden zwei Küchenbons gedruckt. Wir haben den doppelten Eintrag „Küche neu“ deaktiviert. Bitte geben Sie eine Testbestellung ein.',
      ],
      ['reply', 'kommt nur mehr einmal. Das hat wohl unser neuer Kollege gestern angelegt – danke fürs Finden!'],
    ],
    work: [['Stationen geprüft, doppelten Küchendrucker deaktiviert', 20]],
  },
  {
    subjects: ['Tischplan nach dem Umbau anpassen', 'Neuer Tischplan für den Gastgarten'],
    category: 'change',
    priority: 'normal',
    trades: ['restaurant'],
    description:
      'wir haben umgebaut: Tisch 12 bis 18 gibt es nicht mehr, dafür haben wir im Gastgarten zehn neue Tische (G1 bis G10) und vier Stehtische bei der Schank. Könnten Sie uns den Tischplan bitte entsprechend anpassen? Skizze kann ich gern schicken.',
    thread: [
      [
        'ask',
        'gerne. Bitte schicken Sie uns die Skizze oder ein Foto davon, dann stimmen auch die Abstände. Sollen die Stehtische eigene Nummern bekommen (S1 bis S4)?',
      ],
      ['reply', 'Skizze liegt bei. S1 bis S4 ist perfekt.', 'sketch'],
      [
        'answer',
        'der neue Tischplan ist fertig und ab dem nächsten Tagesabschluss aktiv. Offene Rechnungen auf den alten Tischen bleiben bis dahin erreichbar.',
      ],
      ['reply', 'schaut super aus, danke! Das Team findet sich gut zurecht.'],
    ],
    work: [
      ['Tischplan neu gezeichnet', 50],
      ['Abstimmung und Freigabe', 10],
    ],
  },
  {
    subjects: ['Geparkte Bons verschwunden', 'Geparkter Bon von Stammkundschaft nicht mehr da'],
    category: 'question',
    priority: 'normal',
    trades: ['fashion', 'sport', 'books', 'hardware', 'organic', 'bakery'],
    description:
      'wir haben gestern drei Bons geparkt (einer davon über {betrag} für eine Stammkundin) und heute sind sie nicht mehr in der Liste. Können die wiederhergestellt werden?',
    thread: [
      [
        'answer',
        'geparkte Bons werden beim Tagesabschluss automatisch verworfen, so ist es bei Ihnen eingestellt. Die drei Bons haben wir aus dem Protokoll wiederhergestellt, Sie finden sie unter „Geparkt“.',
      ],
      ['reply', 'super, vielen Dank! Können wir das so einstellen, dass sie über Nacht bleiben?'],
      [
        'answer',
        'ja, das ist jetzt umgestellt: Geparkte Bons bleiben sieben Tage erhalten. Wer parkt, wird dabei mitgespeichert.',
      ],
    ],
    work: [['Geparkte Bons wiederhergestellt, Einstellung geändert', 25]],
  },
  {
    subjects: ['Kellnerschloss wird nicht erkannt', 'Neuer Kellnerschlüssel funktioniert nicht'],
    category: 'fault',
    priority: 'normal',
    trades: ['restaurant'],
    description:
      'der neue Kellnerschlüssel Nr. 7 wird an der Kassa nicht erkannt, es kommt „Bediener unbekannt“. Die anderen Schlüssel gehen alle. Morgen fängt unsere neue Kellnerin damit an.',
    thread: [
      [
        'answer',
        'der Schlüssel war noch keiner Person zugeordnet. Wir haben ihn als Nr. 7 angelegt; den Namen können Sie unter „Personal“ selbst eintragen.',
      ],
      ['reply', 'Name ist eingetragen und der Schlüssel funktioniert. Danke!'],
    ],
    work: [['Kellnerschlüssel angelegt', 10]],
  },
  {
    subjects: ['Uhrzeit auf dem Bon geht eine Stunde falsch', 'Bon zeigt falsche Uhrzeit nach der Zeitumstellung'],
    category: 'fault',
    priority: 'high',
    description:
      'auf den Bons von Kassa {kassa} steht die Uhrzeit um eine Stunde falsch, zum Beispiel auf Beleg {bon}. Ist das wegen der Registrierkassenpflicht ein Problem?',
    thread: [
      ['note', 'Zeitzone stand auf UTC+1 fix. Zeitserver war durch die Firewall blockiert.'],
      [
        'answer',
        'die Kassa konnte den Zeitserver nicht erreichen und hat die Umstellung nicht mitgemacht. Wir haben die Uhrzeit berichtigt und den Zeitserver freigeschaltet. Die bereits signierten Belege bleiben gültig; den Vorfall haben wir im Ereignisprotokoll vermerkt, falls eine Prüfung danach fragt.',
      ],
      ['reply', 'sehr beruhigend, danke für die klare Auskunft.'],
    ],
    work: [
      ['Zeitserver freigeschaltet, Uhrzeit berichtigt', 20],
      ['Vermerk im Ereignisprotokoll', 5],
    ],
    file: 'receipt',
  },
  {
    subjects: ['Handgerät verliert im Gastgarten die Verbindung', 'Mobiles Bestellgerät hängt beim Bonieren'],
    category: 'fault',
    priority: 'normal',
    trades: ['restaurant'],
    description:
      'ab dem vierten Tisch im Gastgarten verlieren die Handgeräte die Verbindung und die Bestellung kommt erst an, wenn die Kellnerin wieder bei der Tür ist. Im Lokal geht alles einwandfrei.',
    thread: [
      [
        'ask',
        'wir sehen am WLAN nur einen Zugangspunkt hinter der Schank. Gibt es an der Außenwand zum Gastgarten eine Netzwerkdose oder wenigstens Strom?',
      ],
      ['reply', 'Strom ja, Netzwerkdose leider nein. Die nächste ist in der Küche, ca. acht Meter entfernt.'],
      [
        'answer',
        'das genügt. Wir schicken Ihnen einen wetterfesten Zugangspunkt mit passendem Kabel, Ihr Elektriker kann ihn über die Küche anschließen. Konfiguriert ist er bereits.',
      ],
      ['reply', 'montiert und läuft. Seit dem Wochenende kein einziger Abbruch mehr.'],
    ],
    work: [
      ['WLAN-Auswertung aus der Ferne', 30],
      ['Zugangspunkt vorbereitet und versendet', 40],
    ],
  },
];
