'use strict';
// Elements: the only place that makes any. Texts become text nodes, so that nothing in them is markup.
const Dom = (() => {
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  // For the chart library's tooltips, which are markup.
  function escape(text) {
    return String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
  }

  // A labelled select at the end of a toolbar; options are pairs of value and text.
  function choice(tools, label, options, chosen, onChange) {
    const select = el('select', {}, ...options.map(([value, text]) => el('option', { value }, text)));
    select.value = chosen;
    select.addEventListener('change', () => onChange(select.value));
    tools.append(el('label', {}, label, select));
    return select;
  }

  return { el, escape, choice };
})();
