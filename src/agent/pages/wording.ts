/** Codes in plain Dutch (B1) for professionals. A code that has no words yet is shown as it is. */
const checks: Readonly<Record<string, string>> = {
  'ticket-signature': 'De opdracht is echt door Kernhub ondertekend.',
  'ticket-issuer': 'De opdracht komt van de Kernhub uit het convenant.',
  'ticket-exchange': 'De opdracht hoort bij deze vraag.',
  'ticket-task': 'De opdracht hoort bij deze taak.',
  'ticket-audience': 'De opdracht was voor deze bron bedoeld.',
  'ticket-recipient': 'Het antwoord is voor onze organisatie.',
  'ticket-purpose': 'Het doel is het doel dat u koos.',
  'ticket-question': 'De vraag is de vraag die u stelde.',
  'ticket-fields': 'Er is niet meer gevraagd dan u vroeg.',
  'ticket-key-statement': 'Het antwoord is met de sleutel van deze ene vraag afgesloten.',
  'source-in-roster': 'De bron staat in het convenant.',
  'purpose-flow': 'Het delen past bij wat het doel toestaat.',
  'decision-proof': 'Het besluit staat in het openbare logboek.',
  'release-proof': 'De levering staat in het openbare logboek.',
  'release-after-decision': 'De levering is na het besluit vastgelegd.',
  'manifest-signature': 'De bron heeft het antwoord zelf ondertekend.',
  'manifest-issuer': 'De handtekening is van deze bron.',
  'manifest-ticket': 'Het antwoord hoort bij deze opdracht.',
  'manifest-fields': 'De bron noemt precies de gevraagde gegevens.',
  'envelope-fields': 'Precies de gevraagde gegevens zijn geleverd.',
  'field-hashes': 'Geen gegeven is onderweg veranderd.',
  'manifest-time': 'Het antwoord is op tijd gegeven.',
  'release-by-hand': 'Spoed is alleen met de hand vrijgegeven.',
  'ticket-expiry': 'De opdracht is nog geldig.',
  'ticket-issued': 'De opdracht is niet in de toekomst gemaakt.',
  'ticket-subject': 'De opdracht gaat over dit kind.',
  'recipient-in-roster': 'De ontvanger staat met deze rol in het convenant.',
  'recipient-not-ourselves': 'De ontvanger is een andere organisatie.',
  'purpose-as-published': 'Het doel is het gepubliceerde doel.',
  'purpose-question': 'De vraag hoort bij het doel.',
  'key-statement-signature': 'De sleutel is door de ontvanger zelf ondertekend.',
  'key-statement-issuer': 'De sleutel is van de ontvanger.',
  'key-statement-purpose': 'De sleutel is voor dit doel gemaakt.',
  'key-statement-fields': 'De ontvanger vroeg zelf om deze gegevens.',
  'key-statement-expiry': 'De sleutel is nog geldig.',
  'key-statement-once': 'De sleutel is niet voor een ander kind gebruikt.',
  'seal-algorithms': 'De versleuteling is de afgesproken versleuteling.',
  'seal-header': 'Het slot bevat niets onverwachts.',
  'seal-source': 'Het slot noemt de juiste bron.',
  'seal-ticket': 'Het slot hoort bij deze opdracht.',
  'seal-field': 'Elk gegeven staat op zijn eigen plaats.',
  'seal-opens': 'Het slot gaat open met onze sleutel.',
  'value-padding': 'De lengte verraadt niets.',
  'value-form': 'De inhoud heeft de afgesproken vorm.',
  'value-schema': 'Elke waarde is geldig.',
};

/** Why a task got no answer, apart from a check that failed. */
const reasons: Readonly<Record<string, string>> = {
  'child-not-here': 'Dit kind is hier niet aangemeld.',
  'no-data': 'Er zijn hier geen gegevens voor dit doel.',
  'mapping-failed': 'De gegevens konden niet worden afgeleid.',
  'mapping-time-limit': 'Het afleiden duurde te lang.',
  'mapping-error': 'Het afleiden ging fout.',
  'mapping-not-an-object': 'Het afleiden gaf geen gegevens.',
  'record-malformed': 'Het bestand uit het eigen systeem is niet te lezen.',
  'field-invalid': 'Een afgeleid gegeven heeft niet de afgesproken vorm.',
  secrecy: 'Het beroepsgeheim woog zwaarder.',
  unsafe: 'Delen zou het kind onveiliger maken.',
  'professional-declined': 'Een professional deelde dit niet.',
};

const alarms: Readonly<Record<string, string>> = {
  'ledger-forked':
    'Het logboek van de hub spreekt zichzelf tegen. Het bewijs staat bij deze agent; bel de privacy officer.',
  'ledger-fork-suspected':
    'De hub toonde een stand van het logboek die niet op de vorige volgt. Beide standen zijn hier bewaard; laat ernaar kijken.',
  'no-roster': 'Er is nog geen lijst van partners (convenant) ontvangen. Delen kan nog niet.',
  'roster-signature':
    'De lijst van partners heeft geen geldige handtekening van het convenant en is geweigerd.',
  'roster-older-than-seen': 'Kernhub toonde een oudere lijst van partners dan al gezien. Die is geweigerd.',
  'roster-changed-under-its-version':
    'De lijst van partners is veranderd zonder nieuw nummer en is geweigerd.',
  'roster-of-another-hub': 'De lijst van partners is van een andere hub en is geweigerd.',
  'roster-not-yet-valid': 'De nieuwe lijst van partners geldt nog niet.',
  'own-entry-missing': 'Onze organisatie staat niet in de lijst van partners.',
  'own-signing-key-not-listed': 'Onze sleutel om te ondertekenen staat niet in de lijst van partners.',
  'own-sealing-key-not-listed': 'Onze sleutel om te openen staat niet in de lijst van partners.',
  'other-signing-key-listed':
    'Bij onze organisatie staat een sleutel om te ondertekenen die niet van deze agent is.',
  'other-sealing-key-listed':
    'Bij onze organisatie staat een sleutel om te openen die niet van deze agent is.',
  'purpose-changed-under-its-version': 'Een gepubliceerd doel is veranderd en wordt niet meer gebruikt',
  'record-malformed': 'Een bestand uit het eigen systeem is niet te lezen',
};

const failures: Readonly<Record<string, string>> = {
  'basis-not-in-force': 'Er is geen toestemming of andere grondslag die nu geldt. Er is niets gedeeld.',
  'policy-forbids': 'De regels staan dit niet toe. Er is niets gedeeld.',
  'emergency-not-permitted': 'Aan de voorwaarden voor een spoedvraag is niet voldaan.',
  'step-up-required':
    'Hiervoor moet u kort geleden met twee stappen zijn ingelogd. Log opnieuw in met twee stappen.',
  'state-conflict': 'Dit kan nu niet. Er is niets veranderd.',
  'function-not-allowed': 'Uw functie mag dit niet.',
  'account-suspended': 'Uw account is geschorst. Vraag uw privacy officer.',
  'partner-suspended': 'Onze organisatie is geschorst. Delen kan niet.',
  'agreement-missing': 'Onze organisatie heeft de overeenkomst nog niet ondertekend.',
  'role-not-allowed': 'De rol van onze organisatie mag dit niet.',
  'not-found': 'Dit is niet gevonden.',
  'invalid-request': 'Wat u invulde klopt nog niet.',
  'task-not-open': 'Deze vraag staat niet meer open.',
  'purpose-not-offered': 'Dit doel wordt nu niet aangeboden.',
  'session-required': 'U bent niet ingelogd.',
  unauthenticated: 'Uw sessie is verlopen. Log opnieuw in.',
  'session-expired': 'Uw sessie is verlopen. Log opnieuw in.',
  'hub-unreachable': 'Kernhub is nu niet bereikbaar. Probeer het zo nog eens.',
  'issuer-unreachable': 'Inloggen lukt nu niet: de inlogdienst is niet bereikbaar.',
  'sign-in-refused': 'Het inloggen is niet afgerond.',
  'proof-invalid': 'De controle van het kenmerk mislukte. Er is niets aangemeld.',
  'ledger-unavailable': 'Het logboek kan nu niet worden geschreven. Daarom wordt er niets gedeeld.',
  'rate-limited': 'Dit ging te snel achter elkaar. Wacht even.',
  'budget-exhausted': 'Het aantal voor vandaag is op.',
};

const states: Readonly<Record<string, string>> = {
  open: 'Nog niet alle antwoorden zijn er',
  complete: 'Alle antwoorden zijn er',
  partial: 'Een deel van de antwoorden is er; de rest komt niet meer',
  expired: 'De tijd is om',
  refused: 'Geweigerd',
  withdrawn: 'De toestemming is ingetrokken',
  waiting: 'nog geen antwoord',
  shared: 'heeft gedeeld',
  'not-available': 'niet beschikbaar',
  answered: 'beantwoord',
  declined: 'niet gedeeld',
  'waiting-for-hand': 'wacht op een professional',
  'rejected-by-hub': 'niet aangenomen door Kernhub',
};

const relations: Readonly<Record<string, string>> = {
  'enrolled-pupil': 'Leerling van onze school',
  'in-care': 'In zorg bij ons',
  'in-guidance': 'Krijgt begeleiding van ons',
  attendance: 'Verzuim bij ons in behandeling',
  participant: 'Doet mee bij ons',
};

const inWords = (table: Readonly<Record<string, string>>) => (code: string) => table[code] ?? code;

export const checkInWords = inWords(checks);
/** Null for a code that is no reason, such as that of a check. */
export const reasonInWords = (code: string): string | null => reasons[code] ?? null;
export const failureInWords = inWords(failures);
/** The state of an exchange, of a source, or what became of a task. */
export const stateInWords = (code: string): string =>
  code === 'refused-task' ? 'geweigerd: de opdracht klopte niet' : (states[code] ?? code);
export const relationInWords = inWords(relations);
export const relationCodes = Object.keys(relations);

export function alarmInWords(alarm: string): string {
  const [code = '', ...detail] = alarm.split(': ');
  const words = alarms[code] ?? code;
  return detail.length === 0 ? words : `${words}: ${detail.join(': ')}`;
}
