import { symbol, type SymbolValue } from './value';

/** One item of a list that only the deployment tells. */
export function itemOfSymbol(list: SymbolValue, index: number): SymbolValue {
  const [, ofList] = /List<(.+?)>+$/.exec(list.type) ?? [];
  const { distinct, disjoint, within } = list.constraints;
  return symbol(
    `${list.id}[${index}]`,
    ofList ?? (list.type === 'CommaDelimitedList' ? 'String' : list.type),
    `${list.label}[${index}]`,
    {
      ...(distinct === undefined ? {} : { distinct }),
      ...(disjoint === undefined ? {} : { disjoint }),
      ...(within === undefined ? {} : { within }),
    },
  );
}
