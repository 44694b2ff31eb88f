import { known, type Observed, type Unknown } from '../../../lambda/shared/observed';
import type { HeadStore, StoredText } from '../../../lambda/shared/records/head-store';

/** What happens to a call instead of, or after, what the store does. */
export type HeadFault =
  /** Nothing is done, and this is answered. */
  | { readonly answer: Observed<'conflict'> }
  /** It is done, and this is answered all the same. */
  | { readonly lost: Observed<'conflict'> }
  | undefined;

/** A call as the store got it. */
export interface HeadCall {
  readonly kind: 'read' | 'write' | 'list';
  readonly key: string;
}

/** A store in memory that keeps every version, and fails when it is told to. */
export class FakeHeads implements HeadStore {
  /** Every version of every key, in the order of writing. */
  readonly versions: { readonly key: string; readonly text: string; readonly tag: string }[] = [];
  readonly calls: HeadCall[] = [];
  private readonly fault: (call: HeadCall, nth: number) => HeadFault;

  /** `nth` counts all calls, from 1. */
  constructor(fault: (call: HeadCall, nth: number) => HeadFault = () => undefined) {
    this.fault = fault;
  }

  /** Puts a version there, whatever stands there. */
  put(key: string, text: string): StoredText {
    const version = { key, text, tag: `"${String(this.versions.length + 1)}"` };
    this.versions.push(version);
    return version;
  }

  /** Texts of all records, in the order of writing. */
  texts(): readonly string[] {
    return this.versions.map(({ text }) => text);
  }

  /** All records, parsed. */
  records(): readonly Readonly<Record<string, unknown>>[] {
    return this.versions.map(({ text }) => JSON.parse(text) as Readonly<Record<string, unknown>>);
  }

  async read(key: string): Promise<Observed<StoredText | 'absent'>> {
    const fault = this.count({ kind: 'read', key });
    const answer = this.newest(key) ?? 'absent';
    await Promise.resolve();
    return failureOf(fault) ?? known(answer);
  }

  async write(
    key: string,
    text: string,
    replaces: string | undefined,
  ): Promise<Observed<{ readonly tag: string } | 'conflict'>> {
    const fault = this.count({ kind: 'write', key });
    await Promise.resolve();
    if (fault !== undefined && 'answer' in fault) {
      return fault.answer;
    }
    const matches = this.newest(key)?.tag === replaces;
    const answer = matches ? known({ tag: this.put(key, text).tag }) : known('conflict' as const);
    return fault === undefined ? answer : fault.lost;
  }

  async list(prefix: string): Promise<Observed<readonly string[]>> {
    const fault = this.count({ kind: 'list', key: prefix });
    await Promise.resolve();
    const failed = failureOf(fault);
    return failed ?? known([...new Set(this.versions.map(({ key }) => key))].filter((key) => key.startsWith(prefix)));
  }

  private newest(key: string): StoredText | undefined {
    return this.versions.filter((version) => version.key === key).at(-1);
  }

  private count(call: HeadCall): HeadFault {
    this.calls.push(call);
    return this.fault(call, this.calls.length);
  }
}

/** What a reading call answers instead; only a write can conflict. */
function failureOf(fault: HeadFault): Unknown | undefined {
  const failed = fault === undefined ? undefined : 'answer' in fault ? fault.answer : fault.lost;
  return failed?.kind === 'unknown' ? failed : undefined;
}
