import type { TemplateModel } from '../../../template';
import type { Path } from '../../engine/path';
import type { Party, Verdict } from '../../engine/types';
import { createVerifier, type Verifier } from '../../engine/verifier';
import { editModel } from '../edit-model';
import { closingCandidates } from './closing';
import { besidesOf, missingFrom, reachesOf, type Reaches } from './collateral';
import { openingAt } from './opening';
import type { Candidate, Change, ChangeOptions, ChangeQuestion } from './types';

/** Rules of a kind that are changed together at most: one of each zone, and some. */
const MOST_STEPS = 6;
const MOST_EXAMPLES = 3;

/**
 * The smallest changes of the templates after which a question has the wanted answer, each asked again of the changed
 * network, those first that change least besides; none when nothing small helps.
 */
export function smallestChanges(
  model: TemplateModel,
  question: ChangeQuestion,
  verdict: Verdict,
  options: ChangeOptions = {},
): readonly Change[] {
  if (verdict.witness === undefined || verdict.verdict === 'PROVED') {
    return [];
  }
  const search = new Search(model, question, options);
  const found = question.kind === 'reach' ? search.open(verdict) : search.close(verdict);
  return found
    .map((parts) => search.weigh(parts))
    .sort((a, b) => a.collateral - b.collateral || a.edits.length - b.edits.length)
    .slice(0, options.most ?? 3);
}

/** Tries changes, as long as there are tries left. */
class Search {
  private readonly model: TemplateModel;
  private readonly question: ChangeQuestion;
  private readonly options: ChangeOptions;
  private tries: number;
  private readonly original: Verifier;
  private before: Reaches | undefined;

  constructor(model: TemplateModel, question: ChangeQuestion, options: ChangeOptions) {
    this.model = model;
    this.question = question;
    this.options = options;
    this.tries = options.tries ?? 40;
    this.original = createVerifier(model, options.verifier);
  }

  /** Each edit at a rule of the way; where it does not suffice, with edits of its kind on the ways that are left. */
  close(verdict: Verdict): readonly (readonly Candidate[])[] {
    const first = distinct(this.candidates(verdict, this.model));
    const found = new Map<string, readonly Candidate[]>();
    for (const candidate of first) {
      const parts = this.closeFrom(candidate);
      if (parts !== undefined) {
        found.set(keyOf(parts), parts);
      }
    }
    return [...found.values()];
  }

  private closeFrom(candidate: Candidate): readonly Candidate[] | undefined {
    const parts = [candidate];
    while (parts.length <= MOST_STEPS && this.tries > 0) {
      const changed = this.modelWith(parts);
      const verdict = this.ask(this.verifierOf(changed));
      if (verdict.verdict === 'PROVED') {
        return parts;
      }
      const known = new Set(parts.map((part) => keyOf([part])));
      const next = this.candidates(verdict, changed).find(
        (each) => each.kind === candidate.kind && !known.has(keyOf([each])),
      );
      if (verdict.verdict !== 'REFUTED' || next === undefined) {
        return undefined;
      }
      parts.push(next);
    }
    return undefined;
  }

  /** Everything that stops the packet, or its answer, opened one after the other. */
  open(verdict: Verdict): readonly (readonly Candidate[])[] {
    const parts: Candidate[] = [];
    let current = verdict;
    while (parts.length <= 2 * MOST_STEPS && this.tries > 0 && current.witness !== undefined) {
      const changed = this.modelWith(parts);
      const verifier = this.verifierOf(changed);
      const path = this.pathOf(verifier, current);
      const known = new Set(parts.map((part) => keyOf([part])));
      const more = (path?.blocking ?? []).flatMap((hop) => {
        const service = this.question.services?.[0];
        const opening =
          path === undefined || service === undefined ? undefined : openingAt(changed, path, hop, service);
        return opening === undefined || known.has(keyOf([opening])) ? [] : [opening];
      });
      if (more.length === 0) {
        return [];
      }
      parts.push(...distinct(more));
      current = this.ask(this.verifierOf(this.modelWith(parts)));
      if (current.verdict === 'PROVED') {
        return [parts];
      }
    }
    return [];
  }

  /** What a change does besides. */
  weigh(parts: readonly Candidate[]): Change {
    const besides = besidesOf(this.question);
    const changed = reachesOf(createVerifier(this.modelWith(parts), this.options.verifier), besides);
    this.before ??= reachesOf(this.original, besides);
    const others =
      this.question.kind === 'reach' ? missingFrom(this.before, changed) : missingFrom(changed, this.before);
    return {
      says: {
        en: parts.map(({ says }) => says.en).join('; '),
        ja: parts.map(({ says }) => says.ja).join('、'),
      },
      edits: parts.flatMap(({ edits }) => edits),
      origins: parts.flatMap(({ origins }) => origins),
      collateral: others.length,
      examples: others.slice(0, MOST_EXAMPLES),
    };
  }

  private candidates({ witness }: Verdict, model: TemplateModel): readonly Candidate[] {
    return witness === undefined ? [] : closingCandidates(model, this.original, this.question, witness);
  }

  private modelWith(parts: readonly Candidate[]): TemplateModel {
    return editModel(
      this.model,
      parts.flatMap(({ edits }) => edits),
    );
  }

  private verifierOf(model: TemplateModel): Verifier {
    this.tries -= 1;
    return createVerifier(model, this.options.verifier);
  }

  private ask(verifier: Verifier): Verdict {
    const { kind, services, ...rest } = this.question;
    switch (kind) {
      case 'isolate':
        return verifier.isolate(this.question);
      case 'reach':
        return verifier.reach(this.question);
      case 'reach-only':
        return verifier.reachOnly({ ...rest, services: services ?? [] });
    }
  }

  private pathOf(verifier: Verifier, { witness }: Verdict): Path | undefined {
    const { services: [service] = [], level = 'direct' } = this.question;
    return witness === undefined || service === undefined
      ? undefined
      : verifier.path(partyIn(verifier, witness.from), partyIn(verifier, witness.to), service, level);
  }
}

function partyIn(verifier: Verifier, party: Party): Party {
  return verifier.parties.find(({ id }) => id === party.id) ?? party;
}

function keyOf(parts: readonly Candidate[]): string {
  return JSON.stringify(parts.flatMap(({ edits }) => edits));
}

function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(candidates.map((each) => [keyOf([each]), each])).values()];
}
