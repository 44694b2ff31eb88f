/** Makes the test whether a text fits a pattern: `*` is anything within one step of a path, `**` any steps or none. */
export function pattern(written: string): (text: string) => boolean {
  const parts = written.split(/(\*\*\/|\/\*\*$|\*\*|\*)/).map((part) => {
    switch (part) {
      case '**/':
        return '(?:.*/)?';
      case '/**':
        return '(?:/.*)?';
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      default:
        return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    }
  });
  const expression = new RegExp(`^${parts.join('')}$`, 's');
  return (text) => expression.test(text);
}

/** Makes the test whether a path, or that of something around it, fits a pattern. */
export function pathPattern(written: string): (path: string) => boolean {
  const fits = pattern(written);
  return (path) => {
    const steps = path.split('/');
    return steps.some((_, index) => fits(steps.slice(0, index + 1).join('/')));
  };
}
