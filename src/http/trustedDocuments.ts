import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { z } from 'zod';
import { documents as connectPageDocuments } from './connectDocuments.ts';
import { Refused } from './refused.ts';

/** The file of trusted documents cannot be used; the message says why, and repeats nothing of it but the id of a document. */
export class TrustedDocumentsUnusable extends Error {}

/** Documents by their ids, which are hashes as a rule. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const documentMap = z.record(z.string().min(1), z.string());

/** The manifest of `@apollo/generate-persisted-query-manifest`. */
const manifest = z
  .object({
    format: z.literal('apollo-persisted-query-manifest'),
    version: z.literal(1),
    operations: z.array(z.object({ id: z.string().min(1), body: z.string() })),
  })
  .transform(({ operations }) => Object.fromEntries(operations.map(({ id, body }) => [id, body])));

const file = z.union([manifest, documentMap]);

/** Reads a file of trusted documents: a JSON object of documents by id, or Apollo's manifest. Throws `TrustedDocumentsUnusable`. */
export function readTrustedDocuments(path: string): TrustedDocuments {
  const unusable = (complaint: string) => new TrustedDocumentsUnusable(`TRUSTED_DOCUMENTS_FILE: ${complaint}`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (failure) {
    throw unusable(failure instanceof SyntaxError ? 'the file is not JSON.' : 'the file cannot be read.');
  }
  const { data } = file.safeParse(content);
  if (data === undefined)
    throw unusable('the file is neither an object of documents by id nor an Apollo persisted query manifest.');
  const documents = new Map(Object.entries(data));
  for (const [id, text] of documents)
    if (!isGraphql(text)) throw unusable(`the document ${JSON.stringify(id.slice(0, 100))} is not valid GraphQL.`);
  return documents;
}

function isGraphql(text: string): boolean {
  try {
    parse(text, { noLocation: true });
    return true;
  } catch {
    return false;
  }
}

/** How a request names its document: by its text, or by its id in one of two places. */
const requestSchema = z.looseObject({
  query: z.string().nullish(),
  documentId: z.string().nullish(),
  extensions: z.looseObject({ persistedQuery: z.object({ sha256Hash: z.string() }).optional() }).nullish(),
});

const refused = (message: string) => new Refused('document', { status: 400, code: 'BAD_USER_INPUT' }, message);

/**
 * Finds the document of a request, and puts its text into the body. A text is accepted if it is that of a trusted document, to the letter.
 * Throws `Refused` for everything else, introspection included. Those of the connect page are trusted where the page is served.
 */
export function createTrust(documents: TrustedDocuments, { connectPage = false }: { connectPage?: boolean }) {
  const texts = new Set([...documents.values(), ...(connectPage ? Object.values(connectPageDocuments) : [])]);

  return (body: unknown): unknown => {
    const { data: request } = requestSchema.safeParse(body);
    if (request === undefined) throw refused('The request is not a GraphQL request.');
    const { documentId: named, extensions, ...others } = request;
    const { persistedQuery, ...otherExtensions } = extensions ?? {};
    const id = named ?? persistedQuery?.sha256Hash;
    const query = request.query ?? (id == null ? undefined : documents.get(id));
    if (query === undefined && id == null)
      throw refused('The request names no document. Send the id of a trusted one.');
    if (query === undefined || !texts.has(query))
      throw refused('Only trusted documents are executed, and this is not one of them.');
    return { ...others, query, extensions: otherExtensions };
  };
}

/** Finds the document of a request. */
export type Trust = ReturnType<typeof createTrust>;
