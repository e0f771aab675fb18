/** How initech keeps pay in its personnel files. */
export const payOfInitech = {
  baseSalary: { fieldId: 'e_salaireannuel', period: 'YEAR', isAtFullTime: false },
  bonuses: [{ fieldId: 'e_bonuscible', paymentsPerYear: '1', isAtFullTime: false, isVariable: true }],
  currencyFieldId: 'e_devise',
  fullTimeShareFieldId: 'e_tauxactivite',
};
