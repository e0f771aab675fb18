import type { PayKind } from './kinds.ts';

/**
 * Words by which payroll names of natures are recognised, in French, English, German, Spanish, Italian and Dutch: lower case, without
 * accents. The first kind that matches applies, so that a “rappel de treizième mois” is back pay.
 */
const words: readonly (readonly [PayKind, RegExp])[] = [
  ['BACK_PAY', /\brappel|\bback[ -]?pay|\barrears|\bnachzahlung|\batrasos|\barretrati|\bnabetaling/],
  [
    'TERMINATION',
    /\blicenciement|\brupture|\bfin de (contrat|cdd)|\bprecarite|\bseverance|\btermination|\babfindung|\bfiniquito|\bindemnizacion|\btrattamento di fine|\btransitievergoeding/,
  ],
  [
    'THIRTEENTH_MONTH',
    /\b1[345](e|eme|th|\.|o|a)? ?(mois|month|monats|maand|mensil|paga|salar)|\b(treizieme|quatorzieme) mois|\b(thirteenth|fourteenth) month|\bdreizehnte|\bvierzehnte|\btredicesima|\bquattordicesima|\bpagas? extra|\bdertiende maand/,
  ],
  ['OVERTIME', /\bheures? sup|\bovertime|\buberstunden|\bhoras extra|\bstraordinari|\boveruren|\boverwerk/],
  ['SENIORITY_BONUS', /\banciennete|\bseniority|\bbetriebszugehorigkeit|\bantiguedad|\banzianita|\bancienniteit/],
  [
    'EXPENSE',
    /\bfrais\b|\bremboursement|\bexpenses?\b|\breimbursement|\bspesen|\breisekosten|\bgastos|\brimbors|\bonkosten/,
  ],
  [
    'ONE_OFF',
    /\bexceptionnel|\bone[ -]?off\b|\bexceptional|\bspot bonus|\bsign(ing|[ -]on) bonus|\bcooptation|\breferral|\beinmal|\bsonderzahlung|\bextraordinari|\buna tantum|\beenmalig/,
  ],
  ['COMMISSION', /\bcommissions?\b|\bprovision(en)?\b|\bcomision|\bprovvigion|\bcommissie/],
  ['PROFIT_SHARING', /\binteressement|\bparticipation\b|\bprofit[ -]sharing|\bgewinnbeteiligung|\bwinstdeling/],
  ['EQUITY', /\brsus?\b|\bbspce\b|\bstock options?\b|\bactions gratuites/],
  [
    'ALLOWANCE',
    /\bteletravail|\ballowance|\bprime de (panier|transport|nuit)|\bastreinte|\bzulage|\bindennita|\btoeslag/,
  ],
];

/** The kind that a nature's name indicates; null if it contains no well-known word. */
export function kindOfName(name: string | null): PayKind | null {
  const folded = (name ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return words.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}
