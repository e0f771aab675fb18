import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { degree } from '../../support/thoroughness.ts';
import { tryAllRights } from './matrix.ts';
import { smallCompany } from './worlds.ts';

// Without people in the top department, none of them can prove that a key sees everybody.
tryAllRights(
  'with nobody at the top',
  smallCompany(hosts.acme, 2, ({ parentId }) => parentId !== null),
  degree(1, 7, 49),
);
