import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { UnsupportedLocally } from '../unsupported.ts';
import { type Template, templateSchema } from './template.ts';

/** One stack as `cdk synth` left it. */
export interface SynthesizedStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly template: Template;
}

/** What `cdk synth` left in its output folder: the stacks, and where the file assets lie on this disk. */
export interface Assembly {
  readonly stacks: readonly SynthesizedStack[];
  /** Folder or file of an asset, by the S3 key that the templates know it by. */
  readonly assets: ReadonlyMap<string, string>;
}

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .object({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          directoryName: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

const assetsSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

const LOCAL_ACCOUNT = '000000000000';
const LOCAL_REGION = 'eu-west-2';

/**
 * Reads a cloud assembly folder (usually `cdk.out`), stages included.
 *
 * @throws UnsupportedLocally for an artifact type or a template section that the local stack does not know.
 */
export function readAssembly(folder: string): Assembly {
  const stacks: SynthesizedStack[] = [];
  const assets = new Map<string, string>();
  collect(resolve(folder), stacks, assets);
  return { stacks, assets };
}

function collect(folder: string, stacks: SynthesizedStack[], assets: Map<string, string>): void {
  const manifest = manifestSchema.parse(readJson(join(folder, 'manifest.json')));
  for (const [id, artifact] of Object.entries(manifest.artifacts)) {
    switch (artifact.type) {
      case 'aws:cloudformation:stack':
        stacks.push({
          name: artifact.properties?.stackName ?? id,
          ...environment(artifact.environment),
          template: readTemplate(join(folder, artifact.properties?.templateFile ?? `${id}.template.json`)),
        });
        break;
      case 'cdk:cloud-assembly':
        collect(join(folder, artifact.properties?.directoryName ?? id), stacks, assets);
        break;
      case 'cdk:asset-manifest':
      case 'cdk:tree':
      case 'cdk:feature-flag-report':
        break;
      default:
        throw new UnsupportedLocally(`the artifact type '${artifact.type}'`, `${id} in ${folder}/manifest.json`);
    }
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.assets.json'))) {
    for (const { source, destinations } of Object.values(assetsSchema.parse(readJson(join(folder, file))).files)) {
      for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, resolve(folder, source.path));
    }
  }
}

function readTemplate(file: string): Template {
  const parsed = templateSchema.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  throw new UnsupportedLocally(`part of a template: ${z.prettifyError(parsed.error)}`, file);
}

/** A stack without a fixed environment runs in an account of zeros in London. */
function environment(text = ''): { account: string; region: string } {
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(text) ?? [];
  return {
    account: account === undefined || account === 'unknown-account' ? LOCAL_ACCOUNT : account,
    region: region === undefined || region === 'unknown-region' ? LOCAL_REGION : region,
  };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
