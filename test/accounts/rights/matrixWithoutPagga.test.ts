import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { degree } from '../../support/thoroughness.ts';
import { tinyCompany } from '../../support/tinyCompany.ts';
import { tryAllRights } from './matrix.ts';
import { smallCompany } from './worlds.ts';

// Of 1,024 sets of rights, 128 differ without the three of Pagga.
tryAllRights('without Pagga', smallCompany(hosts.initech, 6), degree(1, 7, 61));

// Too small to conclude anything from missing data.
tryAllRights('with Pagga', { company: tinyCompany(), narrow: { departmentIds: [11] } }, degree(1, 9, 61));
