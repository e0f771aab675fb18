import type { Company } from './model.ts';

/** The text that the sandbox prints once it listens: its companies with their keys, and a request to try. */
export function describeSandbox(companies: readonly Company[], url: string): string {
  const lines = companies.flatMap((company) => [
    `${company.host}  ${company.people.length} people${company.hasPagga ? '' : ', without Pagga'}`,
    ...company.keys.map(({ key, name }) => `  ${key}  ${name}`),
    '',
  ]);
  const [company] = companies;
  const [key] = company?.keys ?? [];
  if (company && key) {
    const headers = `-H 'Host: ${company.host}' -H 'Authorization: lucca application=${key.key}'`;
    lines.push('Try:', `  curl -g ${headers} '${url}/api/v3/users?fields=id,name,manager[name]&paging=0,3'`, '');
  }
  return `${[...lines, `sandbox listening on ${url}`].join('\n')}\n`;
}
