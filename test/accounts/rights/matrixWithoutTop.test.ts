import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { isThorough } from '../../support/thoroughness.ts';
import { tryAllRights } from './matrix.ts';
import { smallCompany } from './worlds.ts';

// Where nobody is at the very top, nobody there shows that a key sees everybody.
tryAllRights(
  'with nobody at the top',
  smallCompany(hosts.acme, 2, ({ parentId }) => parentId !== null),
  isThorough ? 7 : 49,
);
