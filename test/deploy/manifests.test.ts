import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readKeyring } from '../../src/accounts/sealing/keyring.ts';
import { readConfig, settingNames } from '../../src/config.ts';
import { operatingRoutes } from '../../src/http/operating.ts';
import { misspelt, type Resource } from './fieldsOfKinds.ts';
import { dockerfile, lastOf, readStages, root } from './image/dockerfile.ts';

const deploy = join(root, '.deploy');
const read = (path: string) => readFileSync(join(deploy, path), 'utf8');
const compose = parse(read('compose.yaml'));
const { version, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const stages = readStages();
const kinds = createRequire(import.meta.url);

/** Every resource of the manifests for Kubernetes, by its kind. */
const resources = new Map(
  readdirSync(join(deploy, 'kubernetes'))
    .flatMap((file) => parseAllDocuments(read(`kubernetes/${file}`)).map((document) => document.toJS()))
    .map((resource) => [resource.kind as string, resource]),
);
const resource = (kind: string) => resources.get(kind) ?? expect.fail(`There is no ${kind}.`);
const pod = resource('Deployment').spec.template;
const [container] = pod.spec.containers;

/** What each way of running us sets, and the mounted files that it may name. */
const environments = {
  Compose: {
    env: compose.services.subgraph.environment as Record<string, string>,
    secrets: compose.services.subgraph.secrets.map((name: string) => `/run/secrets/${name}`),
  },
  Kubernetes: {
    env: resource('ConfigMap').data as Record<string, string>,
    secrets: secretKeysOfReadme().map((key) => `${container.volumeMounts[0].mountPath}/${key}`),
  },
};

/** The keys of the secret that the README creates. */
function secretKeysOfReadme(): string[] {
  return [...read('README.md').matchAll(/--from-file=([\w.-]+)=/g)].map(([, key = '']) => key);
}

/** The complaints of the process about an environment: none of them may be but of files that are not here. */
function complaintsAbout(env: Record<string, string>): string[] {
  const stated = Object.entries(env).map(([name, value]) => [
    name,
    value.replace(/^\$\{\w+:\?.*$/, 'https://x.example'),
  ]);
  try {
    readConfig(Object.fromEntries(stated));
    return [];
  } catch (failure) {
    const [, ...lines] = (failure as Error).message.split('\n');
    return lines.map((line) => line.trim()).filter((line) => !line.endsWith('_FILE: the file cannot be read.'));
  }
}

/** What the published schema of its kind says about a resource, or null. */
function complaintAbout({ apiVersion, kind, ...data }: Resource): string | null {
  const { [kind]: Kind } = kinds(`kubernetes-models/${apiVersion}/${kind}`);
  try {
    new Kind(data).validate();
    return null;
  } catch (failure) {
    return (failure as Error).message;
  }
}

describe('the image', () => {
  it('has a recipe without a mistake', () => {
    expect(validate(dockerfile)).toEqual([]);
  });

  it('runs the process itself as nobody, on a Node that we support', () => {
    expect(lastOf(stages, 'CMD')).toEqual(['node', 'dist/main.js']);
    expect(lastOf(stages, 'USER')).toEqual(['65534:65534']);
    const images = [...dockerfile.matchAll(/^ARG \w+=node:(\d+)-/gm)].map(([, major]) => Number(major));
    expect(images).toHaveLength(2);
    expect(new Set(images).size).toBe(1);
    expect(images[0]).toBeGreaterThanOrEqual(Number.parseInt(engines.node.replace('>=', ''), 10));
  });
});

describe.each(Object.entries(environments))('the settings in %s', (_, { env, secrets }) => {
  it('exist, are valid, and are all that is required', () => {
    expect(Object.keys(env).filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(complaintsAbout(env)).toEqual([]);
    expect(complaintsAbout({})).not.toEqual([]);
  });

  it('name the files that are mounted, and contain no secret', () => {
    const files = Object.values(env).filter((value) => value.startsWith('/run/secrets/'));
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => !secrets.includes(file))).toEqual([]);
    expect(secrets.filter((file: string) => !files.includes(file))).toEqual([]);
    expect(Object.values(env).filter((value) => /:\/\/[^/]*@/.test(value))).toEqual([]);
  });
});

describe('the Compose file', () => {
  it('fits its published schema and the rules of a linter, but for the order of its keys', () => {
    const order = ['service-keys-order', 'services-alphabetical-order', 'top-level-properties-order'] as const;
    const rules = Object.fromEntries(order.map((rule) => [rule, 0 as const]));
    const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] });
    const [result] = linter.lintFiles([join(deploy, 'compose.yaml')], false);
    expect(result?.filePath).toContain('compose.yaml');
    expect(result?.messages).toEqual([]);
  });

  it('finds every secret that the commands of the README make, with a keyring that can be used', async () => {
    const [commands = ''] = /^mkdir (?:.*\n)+?(?=cd \.\.)/m.exec(read('README.md')) ?? [];
    const directory = mkdtempSync(join(tmpdir(), 'secrets-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    mkdirSync(join(directory, '.deploy'));
    execFileSync('bash', ['-euc', commands], { cwd: directory });
    const made = join(directory, '.deploy/secrets');
    const wanted = Object.values<{ file: string }>(compose.secrets).map(({ file }) => basename(file));
    expect(readdirSync(made)).toEqual(wanted.sort());
    expect((await readKeyring(join(made, 'keyring.json'))).current).toBe('k1');
    const storeUrl = new URL(readFileSync(join(made, 'store-url'), 'utf8').trim());
    expect(storeUrl.password).toBe(readFileSync(join(made, 'postgres-password'), 'utf8').trim());
    expect(storeUrl.hostname in compose.services).toBe(true);
  });

  it('runs at least as many instances as are replaced at once, and stops each as slowly as it may take', () => {
    const { deploy: placed, environment, stop_grace_period } = compose.services.subgraph;
    expect(Number(environment.INSTANCES)).toBeGreaterThan(placed.replicas);
    expect(Number.parseInt(stop_grace_period, 10)).toBeGreaterThan(longestStopSeconds);
  });

  it('builds what there is a recipe for, and starts the demo from the stage that has its sources', () => {
    const { subgraph, demo } = compose.services;
    for (const { build } of [subgraph, demo])
      expect(build).toMatchObject({ context: '..', dockerfile: '.deploy/Dockerfile' });
    const target = stages.find(({ name }) => name === demo.build.target);
    const copied = target?.steps.flatMap(({ keyword, words }) => (keyword === 'COPY' ? words : []));
    expect(copied).toContain('src');
    expect(demo.command.at(-1)).toBe('src/demo.ts');
  });
});

const usual = readConfig({ MASTER_KEY_FILE: 'k', JWT_SECRET_FILE: 's', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' });
const longestStopSeconds = usual.NOT_READY_SECONDS + usual.OPERATION_DEADLINE_MS / 1_000 + 3;

describe('the manifests for Kubernetes', () => {
  it('fit the schemas of their kinds, and have no field that their kind does not have', () => {
    const all = [...resources.values()];
    expect(all.map(complaintAbout)).toEqual(all.map(() => null));
    expect(misspelt(all)).toEqual([]);
    const wrong = structuredClone(resource('Deployment'));
    wrong.spec.template.spec.containers[0].readynessProbe = {};
    expect(misspelt([wrong])).toEqual([expect.stringContaining('readynessProbe')]);
    wrong.spec.template.spec.containers[0].ports[0].containerPort = 'http';
    expect(complaintAbout(wrong)).toContain('containerPort');
  });

  it('probe and scrape what the process serves, on the port where it does', () => {
    const served = Object.keys(operatingRoutes(() => false, { contentType: '', text: async () => '' } as never));
    const { startupProbe, livenessProbe, readinessProbe } = container;
    for (const { httpGet } of [startupProbe, livenessProbe, readinessProbe]) {
      expect(served).toContain(`GET ${httpGet.path}`);
      expect(httpGet.port).toBe(container.ports[0].name);
    }
    expect(readinessProbe.httpGet.path).toBe('/readyz');
    expect(served).toContain(`GET ${pod.metadata.annotations['prometheus.io/path']}`);
    expect(container.ports[0].containerPort).toBe(usual.PORT);
    expect(pod.metadata.annotations['prometheus.io/port']).toBe(String(usual.PORT));
    expect(lastOf(stages, 'EXPOSE')).toEqual([String(usual.PORT)]);
    for (const { targetPort } of resource('Service').spec.ports) expect(targetPort).toBe(container.ports[0].name);
  });

  it('select the pods that they are about', () => {
    const { labels } = pod.metadata;
    const selectors = [
      resource('Deployment').spec.selector.matchLabels,
      resource('Service').spec.selector,
      resource('PodDisruptionBudget').spec.selector.matchLabels,
      resource('NetworkPolicy').spec.podSelector.matchLabels,
    ];
    for (const selector of selectors) expect(labels).toMatchObject(selector);
    expect(resource('HorizontalPodAutoscaler').spec.scaleTargetRef.name).toBe(resource('Deployment').metadata.name);
    expect(container.envFrom[0].configMapRef.name).toBe(resource('ConfigMap').metadata.name);
    expect(container.image).toBe(`lucca-subgraph:${version}`);
  });

  it('let no more pods run than share the quota, and give each the time to stop', () => {
    const { maxReplicas } = resource('HorizontalPodAutoscaler').spec;
    const { maxSurge } = resource('Deployment').spec.strategy.rollingUpdate;
    const instances = Number(environments.Kubernetes.env.INSTANCES);
    expect(maxReplicas + maxSurge).toBeLessThanOrEqual(instances);
    expect(instances).toBeLessThanOrEqual(usual.LUCCA_REQUESTS_PER_MINUTE);
    expect(pod.spec.terminationGracePeriodSeconds).toBeGreaterThan(longestStopSeconds);
  });
});
