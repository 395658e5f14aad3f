'use strict';
// A row of the ranking under the pointer or with the focus stands out among the curves.
function follow(part, table) {
  const light = type => event => {
    const row = event.target.closest && event.target.closest('tr[data-trial]');
    if (!row) return;
    for (const kind of ['cost', 'validation', 'test']) {
      const box = part.querySelector(`[data-figure="${kind}"]`);
      if (box) echarts.getInstanceByDom(box).dispatchAction({ type, seriesId: 't' + row.dataset.trial });
    }
  };
  table.addEventListener('mouseover', light('highlight'));
  table.addEventListener('mouseout', light('downplay'));
  table.addEventListener('focusin', light('highlight'));
  table.addEventListener('focusout', light('downplay'));
}
