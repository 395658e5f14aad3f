'use strict';
// What a filter's text asks of a row: words that stand in it, and conditions on columns such as learning_rate>=0.1.
const Conditions = (() => {
  const CONDITION = /^([\w]+)(>=|<=|!=|=|>|<)(.+)$/;
  const TESTS = {
    '=': (a, b) => a === b, '!=': (a, b) => a !== b, '>': (a, b) => a > b, '<': (a, b) => a < b, '>=': (a, b) => a >= b, '<=': (a, b) => a <= b,
  };

  // A number where both are numbers, a text otherwise; nothing is above or below a text.
  function holds(cell, operator, wanted) {
    const [a, b] = [Number(cell), Number(wanted)];
    if (cell !== '' && !Number.isNaN(a) && !Number.isNaN(b)) return TESTS[operator](a, b);
    return operator.length > 1 && operator !== '!=' ? false : /[<>]/.test(operator) ? false : TESTS[operator](cell.toLowerCase(), wanted.toLowerCase());
  }

  // A test of rows { text, cells }; columns are names in lower case with underscores for blanks.
  function of(text, columns) {
    const tests = text.split(/\s+/).filter(Boolean).map(word => {
      const [, name, operator, wanted] = CONDITION.exec(word) || [];
      const column = name === undefined ? -1 : columns.indexOf(name.toLowerCase());
      if (column >= 0) return row => holds(row.cells[column], operator, wanted);
      return row => row.text.includes(word.toLowerCase());
    });
    return row => tests.every(test => test(row));
  }

  return { of };
})();
