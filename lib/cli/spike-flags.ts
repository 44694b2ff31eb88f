import type { FieldPath } from '../simulate';
import { FaultCollector, once, optionFault } from './verify-faults';

/** Options that declare something, as they were typed. */
export interface TypedFlags {
  readonly baseRps?: readonly string[];
  readonly peakRps?: readonly string[];
  readonly peakMultiple?: readonly string[];
  readonly rise?: readonly string[];
  readonly hold?: readonly string[];
  readonly decay?: readonly string[];
  readonly opens?: readonly string[];
  readonly timeZone?: readonly string[];
  readonly tier?: readonly string[];
  readonly launch?: readonly string[];
  readonly clients?: readonly string[];
  readonly perAddress?: readonly string[];
}

type Entries = Readonly<Record<string, unknown>>;

/** Options by the field of `arrivals` they stand for. */
const ARRIVALS = {
  baseRps: ['--base-rps', 'baseRps'],
  peakRps: ['--peak-rps', 'peakRps'],
  peakMultiple: ['--peak-multiple', 'peakMultiple'],
  rise: ['--rise', 'riseSeconds'],
  hold: ['--hold', 'holdSeconds'],
  decay: ['--decay', 'decaySeconds'],
} as const;

/** Puts what was typed over what a file declares. */
export class SpikeFlags {
  private readonly arrivals: Readonly<Record<string, unknown>>;
  private readonly site: Entries;
  private readonly tiers: readonly Entries[];
  private readonly launches: readonly (readonly [group: string, seconds: unknown])[];
  private readonly clients: Entries | undefined;
  /** Options by the field they stand for. */
  private readonly names = new Map<string, string>();

  /** @throws HonmaruError with every option that cannot be read */
  constructor(typed: TypedFlags, hasMinutes: boolean) {
    const faults = new FaultCollector();
    this.arrivals = this.read(faults, typed, hasMinutes);
    const opens = faults.read(() => this.one('--opens', typed.opens, 'opens'));
    const timeZone = faults.read(() => this.one('--time-zone', typed.timeZone, 'timeZone'));
    this.site = { ...(opens === undefined ? {} : { opens }), ...(timeZone === undefined ? {} : { timeZone }) };
    this.tiers = (typed.tier ?? []).flatMap((text) => faults.read(() => tierOf(text)) ?? []);
    this.launches = (typed.launch ?? []).flatMap((text) => {
      const pair = faults.read(() => pairOf('--launch', text));
      return pair === undefined ? [] : [pair];
    });
    this.clients = faults.read(() => this.clientsOf(typed));
    faults.close();
  }

  /** What is declared after all. */
  over(file: Entries): Entries {
    const before = entriesOf(file['arrivals']);
    // A peak replaces the other way to say it.
    const isPeak = (field: string) => field === 'peakRps' || field === 'peakMultiple';
    const isPeakTyped = Object.keys(this.arrivals).some(isPeak);
    const kept = Object.entries(before).filter(([field]) => !isPeakTyped || !isPeak(field));
    const arrivals = { ...Object.fromEntries(kept), ...this.arrivals };
    const tiers = this.tiers.length > 0 ? this.tiers : file['tiers'];
    return {
      ...file,
      ...(Object.keys(arrivals).length === 0 ? {} : { arrivals }),
      ...this.site,
      ...(tiers === undefined ? {} : { tiers: this.launching(tiers) }),
      ...(this.clients === undefined ? {} : { clients: this.clients }),
    };
  }

  /** The option that a field was typed with. */
  nameOf(field: FieldPath): string | undefined {
    const [first] = field;
    if (first === 'tiers' && this.tiers.length > 0) {
      return ['--tier', ...field.slice(2)].join(' ');
    }
    return this.names.get(field.filter((step) => typeof step === 'string').join('.'));
  }

  private read(faults: FaultCollector, typed: TypedFlags, hasMinutes: boolean): Entries {
    const found = Object.entries(ARRIVALS).flatMap(([key, [option, field]]) => {
      const value = faults.read(() => this.one(option, typed[key as keyof typeof ARRIVALS], `arrivals.${field}`));
      if (value !== undefined && hasMinutes) {
        faults.read(() => {
          const must = 'must be left out when a CSV tells the requests of each minute';
          throw optionFault(option, must, value, 'remove it, or name another curve', 'ArrivalsRepeated');
        });
      }
      return value === undefined ? [] : [[field, numberOf(value)] as const];
    });
    return Object.fromEntries(found);
  }

  private one(option: string, values: readonly string[] | undefined, field: string): string | undefined {
    const value = once(option, values);
    if (value !== undefined) {
      this.names.set(field, option);
    }
    return value;
  }

  private clientsOf(typed: TypedFlags): Entries | undefined {
    const count = this.one('--clients', typed.clients, 'clients.count');
    const behind = this.one('--per-address', typed.perAddress, 'clients.sources.clientsPerAddress');
    if (count === undefined) {
      if (behind !== undefined) {
        throw optionFault('--per-address', 'must come with --clients', behind, 'add --clients', 'OptionAlone');
      }
      return undefined;
    }
    return { count: numberOf(count), sources: [{ share: 1, clientsPerAddress: numberOf(behind ?? '1') }] };
  }

  private launching(tiers: unknown): unknown {
    const list: readonly unknown[] = Array.isArray(tiers) ? (tiers as readonly unknown[]) : [];
    for (const [group] of this.launches) {
      if (!list.some((tier) => entriesOf(tier)['group'] === group)) {
        throw optionFault(
          '--launch',
          'must name a tier',
          group,
          'declare it with --tier or in the curve',
          'TierUnknown',
        );
      }
    }
    return this.launches.length === 0
      ? tiers
      : list.map((tier) => {
          const launch = this.launches.findLast(([group]) => group === entriesOf(tier)['group']);
          return launch === undefined ? tier : { ...entriesOf(tier), launchSeconds: launch[1] };
        });
  }
}

function tierOf(text: string): readonly Entries[] {
  const [group, value] = pairOf('--tier', text);
  const [, rps, calls] = /^([^*]*)(?:\*(.*))?$/s.exec(String(value)) ?? [];
  const tier = {
    group,
    rpsPerInstance: numberOf(rps ?? ''),
    ...(calls === undefined ? {} : { callsPerRequest: numberOf(calls) }),
  };
  return [tier];
}

function pairOf(option: string, text: string): readonly [group: string, value: unknown] {
  const [, group, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (group === undefined || value === undefined) {
    const what = option === '--tier' ? '<group>=<rps>' : '<group>=<seconds>';
    throw optionFault(option, `must be ${what}`, text, `write for example '${option} web=400'`, 'OptionUnreadable');
  }
  return [group, numberOf(value)];
}

/** A number where it is one; whatever else is judged like what a file holds. */
function numberOf(text: string): unknown {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function entriesOf(value: unknown): Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entries) : {};
}
