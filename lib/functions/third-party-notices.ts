import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Where the notices lie in the package. */
export const NOTICES_FILE = 'dist/THIRD-PARTY-NOTICES.txt';

/** A package of which something is in a bundle. */
interface ThirdParty {
  /** Name, version and licence. */
  readonly label: string;
  /** SPDX expression of its manifest. */
  readonly licence: string;
  /** Texts of its licence and notice files; empty when it ships none. */
  readonly text: string;
}

/** Files that a licence asks to be passed on. */
const LICENCE_FILE = /^(licen[cs]e|copying|notice)(-[\w.]+)?(\.(md|txt))?$/i;

/** The one licence whose text is the same for every holder, so that it can stand for a package that forgot its own. */
const COMMON_LICENCE = 'Apache-2.0';

/** File in which some packages keep the text of their licence, and the heading above it. */
const README_FILE = /^readme\.md$/i;
const README_SECTION = /^#+ *licen[cs]e *\n+(?<text>(?:(?!#).*(?:\n|$))+)/im;

const RULE = '-'.repeat(80);

/**
 * Name, version and licence of every package that owns one of these files, sorted; a text that several packages share
 * stands once, below all of them. Files are relative to the root; those outside any `node_modules` are this package's own.
 */
export async function thirdPartyNotices(root: string, files: readonly string[]): Promise<string> {
  const folders = [...new Set(files.map(findPackageFolder).filter((folder) => folder !== undefined))];
  const parties = (await Promise.all(folders.map((folder) => readThirdParty(path.join(root, folder))))).sort(byLabel);
  const owners = new Map<string, Set<string>>();
  for (const party of parties) {
    const text = party.text === '' ? borrowText(party, parties) : party.text;
    owners.set(text, (owners.get(text) ?? new Set()).add(party.label));
  }
  const sections = [...owners].map(([text, labels]) => [...labels, '', text].join('\n'));
  const head = 'The function bundles in dist/lambda contain parts of the packages below, under these licences.';
  return `${[head, ...sections].join(`\n\n${RULE}\n\n`)}\n`;
}

/** Folder of the package that owns a file: that below the innermost `node_modules`. */
function findPackageFolder(file: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
}

async function readThirdParty(folder: string): Promise<ThirdParty> {
  const manifest: unknown = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const licence = requireText(manifest, 'license', folder);
  const texts = await readTexts(folder, LICENCE_FILE);
  return {
    label: `${requireText(manifest, 'name', folder)} ${requireText(manifest, 'version', folder)} (${licence})`,
    licence,
    text: texts.length > 0 ? texts.join('\n\n') : await readLicenceSection(folder),
  };
}

/** Texts of the files of such a name, in the order of their names. */
async function readTexts(folder: string, name: RegExp): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && name.test(entry.name)).map((entry) => entry.name);
  const texts = await Promise.all(files.sort().map((file) => readFile(path.join(folder, file), 'utf8')));
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim());
}

/** The text under the heading of the readme, if it is one: it names who holds the rights. */
async function readLicenceSection(folder: string): Promise<string> {
  const [readme = ''] = await readTexts(folder, README_FILE);
  const text = README_SECTION.exec(readme)?.groups?.text?.trim() ?? '';
  return /^copyright/im.test(text) ? text : '';
}

function requireText(manifest: unknown, member: string, folder: string): string {
  const members: readonly [string, unknown][] =
    typeof manifest === 'object' && manifest !== null ? Object.entries(manifest) : [];
  const value = members.find(([name]) => name === member)?.[1];
  if (typeof value !== 'string' || value === '') {
    throw new Error(`${folder}/package.json has no ${member}: what it is bundled under cannot be told`);
  }
  return value;
}

function borrowText({ label, licence }: ThirdParty, parties: readonly ThirdParty[]): string {
  const lender = parties.find((party) => party.licence === licence && party.text !== '');
  if (lender === undefined || licence !== COMMON_LICENCE) {
    throw new Error(`${label} ships no text of its licence, and no other package can lend it`);
  }
  return lender.text;
}

function byLabel(a: ThirdParty, b: ThirdParty): number {
  return a.label === b.label ? 0 : a.label < b.label ? -1 : 1;
}
