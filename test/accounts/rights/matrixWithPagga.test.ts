import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { tryAllRights } from './matrix.ts';
import { smallCompany } from './worlds.ts';

tryAllRights('with Pagga', smallCompany(hosts.acme, 2));
