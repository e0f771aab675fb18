import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { isThorough } from '../../support/thoroughness.ts';
import { tinyCompany } from '../../support/tinyCompany.ts';
import { tryAllRights } from './matrix.ts';
import { smallCompany } from './worlds.ts';

// Of 1,024 sets of rights, 128 differ without the three of Pagga: every third set is each of these at least twice.
tryAllRights('without Pagga', smallCompany(hosts.initech, 6), isThorough ? 3 : 61);

// Too small to conclude anything from missing data.
tryAllRights('with Pagga', { company: tinyCompany(), narrow: { departmentIds: [11] } }, isThorough ? 7 : 61);
