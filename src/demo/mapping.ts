import { type AccountMapping, emptyMapping } from '../accounts/mapping.ts';
import { hosts } from '../sandbox/companies/companies.ts';

/** What an administrator of the demo's companies would set first: initech has no module for pay, and keeps it in its personnel files. */
export const demoMapping = (host: string): AccountMapping =>
  host === hosts.initech ? { ...emptyMapping, personnelFilePay: payOfInitech } : emptyMapping;

const payOfInitech: AccountMapping['personnelFilePay'] = {
  baseSalary: { fieldId: 'e_salaireannuel', period: 'YEAR', paymentsPerYear: null, isAtFullTime: false },
  bonuses: [{ fieldId: 'e_bonuscible', paymentsPerYear: '1', isAtFullTime: false, isVariable: true }],
  currencyFieldId: 'e_devise',
  fullTimeShareFieldId: 'e_tauxactivite',
};
