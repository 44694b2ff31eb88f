import { modelOfTemplate, type JsonObject, type TemplateModel } from '../../lib/template';
import { createVerifier, tcp, type Party, type Verifier } from '../../lib/verify';
import { certify } from '../../lib/verify/certify';
import { editModel } from '../../lib/verify/flips';
import { FAMILIES, type Family } from './verify-families';
import type { Generated } from './verify-parts';

const SEED = 20261126;
const AT = { region: 'ap-northeast-1', account: '111122223333', stackName: 'Net' };

/** Milliseconds by the clock, and of the processor, which others on the machine do not lengthen much. */
export interface Took {
  readonly wall: number;
  readonly processor: number;
}

/** What one process measured. */
export interface Measured {
  readonly resources: number;
  readonly parties: number;
  /** Reading the template. */
  readonly read: Took;
  /** Building the network, and cutting its addresses and services. */
  readonly build: Took;
  /** The question on the new network, by code that has answered it about another. */
  readonly first: Took;
  /** The same question again. */
  readonly again: Took;
  readonly rssMib: number;
  readonly answer: string;
}

interface Subject {
  readonly model: TemplateModel;
  readonly verifier: Verifier;
  readonly generated: Generated;
}

/** Questions of the plan, by their numbers. */
const QUESTIONS: Readonly<Record<string, (subject: Subject) => string>> = {
  Q1: ({ verifier }) => ssh(verifier),
  Q2: ({ verifier }) => `${verifier.exposure(verifier.internet).length} parties`,
  Q3: matrix,
  Q6: afterOneChange,
  Q7: ({ model }) => {
    const { agrees, representatives } = certify(model);
    return `${agrees ? 'agrees' : 'DIFFERS'} on ${representatives} packets`;
  },
};

function ssh(verifier: Verifier): string {
  const to = verifier.parties;
  return verifier.isolate({ from: [verifier.internet], to, services: [tcp(22)], level: 'direct' }).verdict;
}

function matrix({ verifier, generated }: Subject): string {
  const byName = new Map(
    verifier.parties.flatMap((party) =>
      party.kind === 'interface' && party.interface.origin.resource !== undefined
        ? [[party.interface.origin.resource.logicalId, party] as const]
        : [],
    ),
  );
  const groups: Record<string, readonly Party[]> = { internet: [verifier.internet] };
  for (const [name, ids] of Object.entries(generated.segments)) {
    groups[name] = ids.flatMap((id) => byName.get(id) ?? []);
  }
  const cells = verifier.matrix(groups);
  return `${cells.filter(({ may }) => may.length > 0).length} of ${cells.length} cells open`;
}

/** Opens a group to everyone, and asks again. */
function afterOneChange({ model, generated }: Subject): string {
  const opened = [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }];
  const changed = editModel(model, [
    { kind: 'set', resource: `Net/${generated.changed}`, path: ['SecurityGroupIngress'], value: opened },
  ]);
  return ssh(createVerifier(changed, asked()));
}

/** `verify-once.ts FAMILY SIZE QUESTION`: prints one line of JSON. */
function main(): void {
  const [family, size, question = ''] = process.argv.slice(2) as [Family, string, string];
  const ask = QUESTIONS[question];
  if (ask === undefined) {
    throw new Error(`no question ${question}`);
  }
  // Loads and compiles the code that is measured.
  for (let round = 1; round <= 3; round += 1) {
    ask(subjectOf(FAMILIES[family].make(20, SEED + round)));
  }
  const generated = FAMILIES[family].make(Number(size), SEED);
  const [model, read] = timed(() => modelOfTemplate(generated.template, AT));
  const [verifier, build] = timed(() => {
    const made = createVerifier(model, asked());
    made.view(0);
    return made;
  });
  const subject = { model, verifier, generated };
  const [answer, first] = timed(() => ask(subject));
  const [, again] = timed(() => ask(subject));
  const measured: Measured = {
    resources: Object.keys(generated.template['Resources'] as JsonObject).length,
    parties: verifier.parties.length,
    read,
    build,
    first,
    again,
    rssMib: Math.round(process.resourceUsage().maxRSS / 1024),
    answer,
  };
  console.log(JSON.stringify(measured));
}

function subjectOf(generated: Generated): Subject {
  const model = modelOfTemplate(generated.template, AT);
  return { model, verifier: createVerifier(model, asked()), generated };
}

function asked() {
  return { asked: { services: [tcp(22)] } };
}

function timed<T>(make: () => T): readonly [T, Took] {
  const [before, usage] = [process.hrtime.bigint(), process.cpuUsage()];
  const made = make();
  const { user, system } = process.cpuUsage(usage);
  return [made, { wall: Number(process.hrtime.bigint() - before) / 1e6, processor: (user + system) / 1000 }];
}

main();
