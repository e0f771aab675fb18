import type { ContractRelation, ContractTerm, TerminationCategory } from '../generated.ts';
import { plainText } from '../server/plainText.ts';

// Companies choose their own names for contract types and for the reasons why contracts end. These are the usual legal and customary words,
// in French, English, German, Spanish, Italian and Dutch, without accents and in any case. The first line with a word that occurs in the
// name decides: `CDD apprentissage` is an apprenticeship.

const words = (...alternatives: string[]) =>
  new RegExp(`(?<![\\p{L}\\d])(?:${alternatives.join('|')})(?![\\p{L}\\d])`, 'u');

const relations: readonly [ContractRelation, RegExp][] = [
  [
    'APPRENTICE',
    words(
      'alternan(?:ce|te?)|apprenti(?:e|s|ssage)?|contrat pro|professionnalisation',
      'apprentices?(?:hip)?',
      'ausbildung|auszubildende[rn]?|azubi(?:ne)?|lehrling|lehre|lehrvertrag|lernende[rn]?|duales studium',
      'aprendi(?:z|ces|zaje)|formacion(?: en alternancia)?|formativo',
      'apprendist(?:a|i|ato)',
      'leerling|leerwerk\\w*|bbl',
    ),
  ],
  [
    'INTERN',
    words(
      'stages?|stagiaires?',
      'interns?|internships?|trainees?|traineeships?|work placement',
      'praktik(?:um|a|ant(?:in|en)?)|praktikumsvertrag|werkstudent(?:in|en)?|werkstudium',
      'practicas|becari[oa]s?|beca',
      'tirocini[oa]?|tirocinante',
      'stagiairs?|afstudeer\\w*',
    ),
  ],
  [
    'AGENCY',
    words(
      'interim|interimaires?|travail temporaire|ctt',
      'agency|temp worker',
      'zeitarbeit(?:er|erin|nehmer)?|leiharbeit(?:er|erin|nehmer|nehmerin)?|arbeitnehmeruberlassung',
      'ett|trabajo temporal|puesta a disposicion',
      'somministrazione|somministrat[oi]|interinale',
      'uitzend\\w*|detachering|gedetacheerd',
    ),
  ],
  [
    'CONTRACTOR',
    words(
      'independante?s?|prestataires?|portage|(?:auto|micro)[ -]?entrepreneure?s?',
      'freelances?|freelancers?|contractors?|self[ -]employed|consultants?',
      'freie[rn]? mitarbeit(?:er|erin)?|freiberufl(?:er|erin|ich)|selbst(?:st)?andige?[rn]?|werkvertrag|honorarvertrag',
      'autonom[oa]s?|mercantil',
      'partita iva|co\\.?co\\.?co\\.?|collaborazione|collaborator[ei]|libero professionista',
      "zzp(?:'?er)?s?|zelfstandige?",
    ),
  ],
  [
    'OTHER',
    words(
      'mandataires?|mandat social|benevoles?|service civique|vie|v\\.i\\.e',
      'volunteers?',
      'geschaftsfuhr(?:er|erin|ung)|vorstand|ehrenamt(?:lich)?',
      'consejer[oa]s?|voluntari[oa]s?',
      'amministrator[ei]|volontari[oa]?',
      'bestuurders?|vrijwilligers?',
    ),
  ],
  [
    'EMPLOYEE',
    words(
      'cdi|cdic|cdd|cddu|(?:in)?determinee?|salariee?s?|saisonniere?s?',
      'permanent|fixed[ -]term|open[ -]ended|indefinite|employees?|seasonal|temporary|full[ -]time|part[ -]time|zero[ -]hours?',
      '(?:un)?befristet(?:e[rs]?|er arbeitsvertrag)?|festanstellung|angestellte[rn]?|arbeitsvertrag|arbeitnehmer|minijob|aushilfe|saisonarbeit',
      'indefinid[oa]|fij[oa]|temporal|eventual|interin[oa]|duracion determinada|obra y servicio|laboral|emplead[oa]s?',
      '(?:in)?determinato|dipendent[ei]|impiegat[oaie]|operai[oe]?|quadr[oi]|dirigent[ei]|stagionale|a chiamata|intermittente',
      '(?:on)?bepaalde tijd|vast(?: contract| dienstverband)?|tijdelijk|dienstverband|arbeidsovereenkomst|werknemers?|oproep\\w*|nulurencontract',
    ),
  ],
];

const terms: readonly [ContractTerm, RegExp][] = [
  [
    'PERMANENT',
    words(
      'cdi|cdic|indeterminee?|permanent|open[ -]ended|indefinite',
      'unbefristet(?:e[rs]?)?|festanstellung',
      'indefinid[oa]|fij[oa]',
      'indeterminato',
      'onbepaalde tijd|vast(?: contract| dienstverband)?',
    ),
  ],
  [
    'FIXED',
    words(
      'cdd|cddu|determinee?|saisonniere?s?',
      'fixed[ -]term|seasonal|temporary',
      'befristet(?:e[rs]?)?|saisonarbeit|aushilfe',
      'temporal|eventual|interin[oa]|duracion determinada|obra y servicio',
      'determinato|stagionale',
      'bepaalde tijd|tijdelijk',
    ),
  ],
];

// Mutual agreements come first, and the end of a trial period, which either side may declare: they are OTHER.
const categories: readonly [TerminationCategory, RegExp][] = [
  [
    'OTHER',
    words(
      "rupture conventionnelle|accord|fin de (?:la )?periode d'essai|deces|mutation|transfert",
      'mutual|probation(?:ary)?(?: period)?|trial period|death|deceased|transfer',
      'aufhebungsvertrag|einvernehmlich|probezeit|tod|verstorben',
      'mutuo acuerdo|periodo de prueba|fallecimiento',
      'consensuale|periodo di prova|decesso',
      'wederzijds|proeftijd|overlijden|overleden',
    ),
  ],
  [
    'RETIREMENT',
    words(
      'retraite',
      'retire(?:ment|d)|pension',
      'ruhestand|rente|renteneintritt|pensionierung|altersrente',
      'jubilacion',
      'pensionamento|pensione',
      'pensioen|pensionering',
    ),
  ],
  [
    'VOLUNTARY',
    words(
      'demission(?:naire)?|depart volontaire',
      'resign(?:ation|ed)|voluntary|quit',
      'eigenkundigung|arbeitnehmerkundigung|kundigung (?:durch (?:den |die )?)?(?:arbeitnehmer(?:in)?|mitarbeiter(?:in)?)',
      'baja voluntaria|dimision|renuncia',
      'dimission[ei]',
      'ontslagname|eigen (?:verzoek|ontslag)|opzegging (?:door )?werknemer',
    ),
  ],
  [
    'END_OF_TERM',
    words(
      "fin (?:de |du |d')?(?:contrat|cdd|mission|stage|terme|alternance|apprentissage|interim)|terme",
      'end of (?:the )?(?:contract|term|fixed[ -]term|internship|apprenticeship|assignment)|expiry|expired',
      'vertragsende|fristablauf|befristungsende|ablauf|ende der befristung',
      'fin de contrato|expiracion',
      'scadenza|fine contratto|termine(?: del contratto)?',
      'einde (?:contract|dienstverband|bepaalde tijd)|afloop',
    ),
  ],
  [
    'DISMISSAL',
    words(
      'licenciement|faute(?: grave| lourde)?|inaptitude',
      'dismiss(?:al|ed)|redundan(?:cy|t)|lay-?off|laid off|terminated|termination by (?:the )?(?:employer|company)',
      'entlassung|kundigung(?: durch (?:den )?arbeitgeber)?|arbeitgeberkundigung|betriebsbedingt\\w*',
      'despid[oa]|cese',
      'licenziamento|licenziat[oa]',
      'ontslag|opzegging door werkgever|reorganisatie',
    ),
  ],
];

/** The relation that the name of a contract type indicates; null if it contains no known word. */
export const relationNamed = (name: string): ContractRelation | null => firstMatch(relations, name);

/** The term that the name of a contract type indicates; null if it contains no known word. */
export const termNamed = (name: string): ContractTerm | null => firstMatch(terms, name);

/** Who ended a contract, as the name of the reason indicates; null if it contains no known word. */
export const terminationNamed = (name: string): TerminationCategory | null => firstMatch(categories, name);

function firstMatch<Kind>(kinds: readonly [Kind, RegExp][], name: string): Kind | null {
  const plain = plainText(name);
  return kinds.find(([, words]) => words.test(plain))?.[0] ?? null;
}
