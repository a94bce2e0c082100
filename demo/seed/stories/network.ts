import type { Story } from './story.ts';

/** Lines, payment terminals, the online shop, and what else hangs on a network. */
export const networkStories: readonly Story[] = [
  {
    subjects: ['Bankomatkassa bekommt den Betrag nicht', 'Betrag wird nicht an die Bankomatkassa übertragen'],
    category: 'fault',
    priority: 'high',
    description:
      'an Kassa {kassa} wird der Betrag nicht mehr an die Bankomatkassa übertragen, wir müssen ihn am Gerät eintippen. Dabei ist uns heute schon ein Tippfehler passiert ({betrag}).',
    thread: [
      ['note', 'Terminal hat eine neue IP-Adresse bekommen (DHCP). Am Router fix vergeben.'],
      [
        'answer',
        'die Bankomatkassa hat vom Router eine neue Adresse bekommen, deshalb hat die Kassa sie nicht mehr gefunden. Wir haben die Adresse fix vergeben und die Verbindung getestet. Bitte machen Sie die nächste Zahlung wieder über die Kassa.',
      ],
      ['reply', 'geht wieder, vielen Dank.'],
    ],
    work: [['Terminaladresse fix vergeben, Testzahlung', 20]],
  },
  {
    subjects: ['Bankomatkassa: „Keine Verbindung zum Host“', 'Kartenzahlung nicht möglich in {filiale}'],
    category: 'fault',
    priority: 'critical',
    description:
      'in der Filiale {filiale} geht keine Kartenzahlung, am Gerät steht „Keine Verbindung zum Host“. Internet am Büro-PC funktioniert. Wir schicken die Leute derzeit zum Bankomaten ums Eck.',
    thread: [
      [
        'answer',
        'der Zahlungsanbieter meldet seit 9:40 Uhr eine österreichweite Störung. Wir bleiben dran und informieren Sie, sobald sie behoben ist. Zahlungen bis 50 Euro kann das Gerät inzwischen offline annehmen, das haben wir für Sie freigeschaltet.',
      ],
      ['reply', 'danke, damit kommen wir über die Runden.'],
      [
        'answer',
        'die Störung ist behoben, alle offline angenommenen Zahlungen wurden eingereicht. Bitte machen Sie am Abend wie gewohnt den Kassenschnitt.',
      ],
      ['reply', 'Kassenschnitt passt auf den Cent.'],
    ],
    work: [
      ['Störung mit Zahlungsanbieter geklärt', 25],
      ['Nachkontrolle Einreichung', 10],
    ],
  },
  {
    subjects: ['A1-Router getauscht, Kassen offline', 'Nach Router-Tausch keine Verbindung zwischen den Kassen'],
    category: 'fault',
    priority: 'critical',
    description:
      'der Techniker hat heute unseren A1-Router getauscht, seither sehen sich die Kassen in {filiale} nicht mehr und die Warenwirtschaft ist auch nicht erreichbar. Das Protokoll vom Techniker hängt an.',
    thread: [
      ['note', 'Neuer Router verteilt 10.0.0.x, Kassen sind fix auf 192.168.1.x. Am einfachsten Router umstellen.'],
      [
        'ask',
        'der neue Router verwendet einen anderen Adressbereich als der alte. Haben Sie die Zugangsdaten des Routers (Aufkleber an der Unterseite) bei der Hand? Bitte nur am Telefon durchgeben, wir rufen in den nächsten Minuten an.',
      ],
      ['reply', 'ja, habe ich. Bin unter der Filialnummer erreichbar.'],
      [
        'answer',
        'der Router verwendet jetzt wieder den gewohnten Adressbereich, alle Kassen und die Bankomatkassa sind erreichbar. Wir haben die Einstellungen gesichert – beim nächsten Tausch genügt ein Anruf vorab.',
      ],
      ['reply', 'alles wieder da. Ein großes Danke ans ganze Team!'],
    ],
    work: [
      ['Fehlersuche Netzwerk', 30],
      ['Router umgestellt, alle Geräte geprüft', 40],
    ],
    file: 'router',
  },
  {
    subjects: ['Umstellung auf Magenta-Anschluss', 'Neuer Magenta-Router: was müssen wir beachten?'],
    category: 'question',
    priority: 'normal',
    description:
      'wir wechseln mit {datum} zu Magenta. Was müssen wir für die Kassen und die Bankomatkassa vorbereiten, damit wir an dem Tag normal verkaufen können?',
    thread: [
      [
        'answer',
        'bitte lassen Sie am Magenta-Router das Netz 192.168.1.0/24 einstellen und die automatische Adressvergabe erst ab .100 beginnen. Die Kassen behalten ihre Adressen, Sie müssen nur umstecken. Wir sind am Umstellungstag ab 8 Uhr für Sie in Bereitschaft.',
      ],
      ['reply', 'habe ich dem Techniker so weitergegeben, danke für die Bereitschaft.'],
      [
        'answer',
        'die Umstellung ist erledigt, alle Geräte sind erreichbar. Der Zugriff für die Fernwartung läuft bereits über die neue Leitung.',
      ],
    ],
    work: [
      ['Vorbereitung Providerwechsel', 20],
      ['Begleitung am Umstellungstag', 45],
    ],
  },
  {
    subjects: [
      'Bestellungen aus dem Onlineshop kommen nicht an',
      'Onlineshop: seit gestern keine Bestellungen in der Warenwirtschaft',
    ],
    category: 'fault',
    priority: 'high',
    trades: ['fashion', 'sport', 'books', 'organic', 'hardware'],
    description:
      'seit gestern Mittag kommen die Bestellungen aus dem Onlineshop nicht mehr in der Warenwirtschaft an. Im Shop selbst sind sie da, es fehlen ungefähr 15 Stück.',
    thread: [
      ['note', 'API-Schlüssel des Shops ist abgelaufen, Log voll mit 401.'],
      [
        'ask',
        'der Zugangsschlüssel zum Shop ist gestern abgelaufen. Bitte erzeugen Sie im Shop unter „Einstellungen → API“ einen neuen und tragen Sie ihn in onRetail unter „Schnittstellen → Onlineshop“ ein – dann bleibt er bei Ihnen.',
      ],
      ['reply', 'ist eingetragen. Soll ich noch etwas machen?'],
      [
        'answer',
        'nein, der Abgleich hat alle 17 fehlenden Bestellungen geholt. Wir haben eine Erinnerung eingerichtet, die Sie 14 Tage vor dem nächsten Ablauf verständigt.',
      ],
    ],
    work: [
      ['Schnittstelle Onlineshop untersucht', 25],
      ['Abgleich angestoßen und geprüft', 15],
    ],
  },
  {
    subjects: ['Lagerstand im Onlineshop stimmt nicht', 'Shop verkauft {artikel}, obwohl nichts mehr da ist'],
    category: 'fault',
    priority: 'normal',
    trades: ['fashion', 'sport', 'books', 'organic', 'hardware'],
    description:
      'im Onlineshop wird {artikel} als lagernd angezeigt, obwohl wir das letzte Stück gestern im Geschäft verkauft haben. Jetzt müssen wir einer Kundin absagen.',
    thread: [
      [
        'answer',
        'der Lagerstand wurde nur alle vier Stunden übertragen. Wir haben auf „bei jeder Änderung“ umgestellt; zusätzlich werden die letzten zwei Stück im Shop als „nur im Geschäft“ angezeigt, wenn Sie das möchten. Soll diese Reserve aktiv sein?',
      ],
      ['reply', 'ja bitte, die Reserve ist eine gute Idee.'],
      ['answer', 'die Reserve von zwei Stück ist für alle Artikel aktiv und kann je Artikel geändert werden.'],
    ],
    work: [['Lagerabgleich zum Shop umgestellt', 30]],
  },
  {
    subjects: ['Zugriff vom Homeoffice', 'VPN-Zugang für die Buchhaltung'],
    category: 'change',
    priority: 'normal',
    description:
      'unsere Buchhalterin arbeitet ab {datum} zwei Tage pro Woche von zu Hause. Wie bekommt sie sicher Zugriff auf die Warenwirtschaft?',
    thread: [
      [
        'ask',
        'verwendet sie ein Gerät der Firma oder ihr eigenes? Für ein Firmengerät richten wir einen VPN-Zugang ein, sonst genügt der Zugang über den Browser mit zweitem Faktor.',
      ],
      ['reply', 'sie bekommt von uns ein Notebook.'],
      [
        'answer',
        'der VPN-Zugang ist eingerichtet. Die Anmeldung haben wir mit ihr gemeinsam getestet, der zweite Faktor läuft über die App am Diensthandy.',
      ],
      ['reply', 'hat heute den ganzen Tag ohne Unterbrechung funktioniert.'],
    ],
    work: [
      ['VPN-Zugang eingerichtet', 35],
      ['Einschulung der Buchhalterin', 20],
    ],
  },
  {
    subjects: ['Kontaktloses Zahlen dauert sehr lange', 'Bankomatzahlung braucht fast 20 Sekunden'],
    category: 'fault',
    priority: 'normal',
    description:
      'seit ein paar Tagen dauert jede Kartenzahlung an Kassa {kassa} fast 20 Sekunden, bis „Zahlung erfolgt“ kommt. Zu Mittag staut es sich dadurch ordentlich.',
    thread: [
      ['note', 'Terminal fällt auf Mobilfunk zurück, LAN-Port am Switch hat nur 10 Mbit. Kabel defekt?'],
      [
        'ask',
        'das Gerät weicht auf Mobilfunk aus, weil die Leitung schwankt. Können Sie bitte das Netzwerkkabel der Bankomatkassa tauschen und uns kurz Bescheid geben?',
      ],
      ['reply', 'Kabel getauscht – das alte war unter dem Tischbein eingeklemmt. Jetzt geht es in zwei Sekunden.'],
    ],
    work: [['Messung Terminalverbindung', 20]],
  },
  {
    subjects: ['Trinkgeld über die Bankomatkassa', 'Trinkgeld bei Kartenzahlung richtig buchen'],
    category: 'question',
    priority: 'low',
    trades: ['restaurant', 'bakery'],
    description:
      'immer mehr Gäste geben das Trinkgeld mit der Karte. Wie buchen wir das richtig, damit es nicht als Umsatz zählt und am Abend ausbezahlt werden kann?',
    thread: [
      [
        'answer',
        'wir haben bei Ihnen „Trinkgeld am Terminal“ eingeschaltet: Der Gast gibt den Betrag am Gerät ein, onRetail bucht ihn als durchlaufenden Posten. Im Tagesabschluss steht er je Bedienung extra.',
      ],
      ['reply', 'perfekt, das Personal freut sich.'],
    ],
    work: [['Trinkgeldfunktion eingerichtet', 20]],
  },
  {
    subjects: ['Datensicherung fehlgeschlagen', 'Meldung „Letzte Sicherung vor 6 Tagen“'],
    category: 'fault',
    priority: 'high',
    description:
      'beim Starten der Warenwirtschaft kommt die Meldung „Letzte Sicherung vor 6 Tagen“. Normalerweise läuft sie jede Nacht. Müssen wir uns Sorgen machen?',
    thread: [
      ['note', 'NAS voll: alte Sicherungen wurden nicht gelöscht (Aufbewahrung stand auf unbegrenzt).'],
      [
        'answer',
        'es sind keine Daten verloren, die Sicherung in unserem Rechenzentrum lief immer mit. Ihr Netzwerkspeicher war voll. Wir haben Sicherungen gelöscht, die älter als ein Jahr sind, und die Aufbewahrung auf zwölf Monate gestellt. Heute Nacht läuft sie wieder.',
      ],
      ['reply', 'die Sicherung von heute Nacht ist da. Danke!'],
    ],
    work: [['Sicherung untersucht, Speicher bereinigt', 35]],
  },
  {
    subjects: ['Programm nach dem Update langsam', 'Seit dem Update dauert das Öffnen der Artikel ewig'],
    category: 'fault',
    priority: 'normal',
    description:
      'seit dem Update vom Wochenende dauert das Öffnen der Artikelliste fast eine Minute. Vorher waren es zwei, drei Sekunden. Betroffen sind alle Arbeitsplätze.',
    thread: [
      [
        'answer',
        'nach dem Update wurde ein Suchindex nicht neu aufgebaut. Das haben wir in der Mittagspause nachgeholt; bitte melden Sie sich einmal ab und wieder an.',
      ],
      ['reply', 'jetzt ist es sogar schneller als vorher. Danke!'],
      ['note', 'An die Entwicklung gemeldet: Index-Aufbau im Update-Ablauf prüfen.'],
    ],
    work: [['Leistung analysiert, Index neu aufgebaut', 30]],
    file: 'error',
  },
  {
    subjects: ['Netzwerkdrucker nicht gefunden', 'Büro-Drucker seit heute „offline“'],
    category: 'fault',
    priority: 'normal',
    description:
      'der Drucker im Büro wird aus der Warenwirtschaft nicht mehr gefunden, aus Word kann ich drucken. Wir brauchen ihn für die Lieferscheine.',
    thread: [
      [
        'ask',
        'öffnen Sie bitte „Einstellungen → Drucker“ und sagen Sie uns, welcher Name beim Lieferschein eingetragen ist.',
      ],
      ['reply', 'dort steht „HP Buero alt“. Den gibt es seit Montag nicht mehr, wir haben einen neuen.'],
      [
        'answer',
        'wir haben „HP Buero neu“ für Lieferscheine, Rechnungen und Listen eingetragen, Testseite ist gedruckt.',
      ],
    ],
    work: [['Drucker in der Warenwirtschaft umgestellt', 15]],
  },
  {
    subjects: ['Rechnungen per E-Mail kommen nicht an', 'E-Mail-Versand aus onRetail funktioniert nicht'],
    category: 'fault',
    priority: 'high',
    description:
      'mehrere Kunden sagen, dass unsere Rechnungen nicht ankommen. In onRetail steht bei allen „gesendet“. Im Spam-Ordner liegt auch nichts.',
    thread: [
      ['note', 'SPF-Eintrag der Domain enthält unseren Mailserver nicht, Empfänger weisen ab.'],
      [
        'ask',
        'in den Einstellungen Ihrer Domain fehlt unser Mailserver, deshalb weisen manche Empfänger die Nachrichten ab. Wer betreut Ihre Domain? Wir schicken gerne die genaue Zeile für den SPF-Eintrag.',
      ],
      ['reply', 'das macht unsere Werbeagentur. Bitte um die Zeile, ich leite sie weiter.'],
      [
        'answer',
        'der Eintrag ist seit heute aktiv, wir haben die 23 abgewiesenen Rechnungen noch einmal verschickt. Alle wurden angenommen.',
      ],
      ['reply', 'die ersten Kunden haben schon bestätigt. Danke!'],
    ],
    work: [
      ['Zustellprotokolle ausgewertet', 25],
      ['Erneuter Versand und Kontrolle', 15],
    ],
  },
];
