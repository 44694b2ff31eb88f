import type { Blame, Verdict, VerdictName, Witness } from './types';

/** What was found about the pairs of a question. */
export class Findings {
  pairs = 0;
  private witness: Witness | undefined;
  private open: Witness | undefined;
  private isRefuted = false;
  private readonly blames = new Map<string, Blame>();
  private readonly rules = new Set<string>();

  refute(witness: Witness | undefined, rules: readonly string[] = []): void {
    this.isRefuted = true;
    this.witness ??= witness;
    this.use(rules);
  }

  leaveOpen(blames: readonly Blame[], witness: Witness | undefined): void {
    this.open ??= witness;
    for (const blame of blames) {
      this.blames.set(`${blame.what} ${blame.origin?.id ?? ''}`, blame);
      this.use(blame.rules);
    }
  }

  use(rules: readonly string[] = []): void {
    for (const rule of rules) {
      this.rules.add(rule);
    }
  }

  name(otherwise: VerdictName): VerdictName {
    return this.isRefuted ? 'REFUTED' : this.blames.size > 0 ? 'UNDETERMINED' : otherwise;
  }

  verdict(more: Partial<Verdict>, rules: readonly string[] = []): Verdict {
    this.use(rules);
    const name = this.name('PROVED');
    const witness = name === 'REFUTED' ? this.witness : this.open;
    return {
      verdict: name,
      assuming: [],
      blames: name === 'UNDETERMINED' ? [...this.blames.values()] : [],
      rules: [...this.rules].sort(),
      pairs: this.pairs,
      ...(witness === undefined ? {} : { witness }),
      ...more,
    };
  }
}
