'use strict';
// Draws what the page's tables say. Ranks, best values and divergences come from the data; nothing is ranked here.
// A failure is left in the root element's data-error, success in data-figures: tests read both.
(() => {
  const root = document.documentElement;
  const failed = error => { root.dataset.error = (root.dataset.error || '') + String(error && error.stack || error) + '\n'; };
  addEventListener('error', event => failed(event.error || event.message));
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paper = matchMedia('print');
  const onDark = () => dark.matches && !paper.matches;
  const LIGHT_NAMES = ['#0067a8', '#d98200', '#008a68', '#b8549a', '#3fa3db', '#6b52b5', '#7d7400', '#5d4037'];
  const DARK_NAMES = ['#5ab4f0', '#f2a93b', '#33c79c', '#e58cc6', '#a8d8f5', '#a894f0', '#d3c94e', '#bf9a8a'];
  // Cividis-like: even steps in lightness, the same to colour-blind eyes.
  const RAMP = [[0, 34, 78], [59, 73, 108], [112, 117, 119], [165, 152, 112], [218, 190, 88], [254, 232, 56]];
  const LIGHT_STEPS = [0, 0.82];
  const DARK_STEPS = [0.35, 1];
  const MANY = 8;
  let drawn = 0;
  const charts = [];

  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  function short(number) {
    if (number === null) return '–';
    if (number === 0) return '0';
    const size = Math.abs(number);
    if (size >= 1e-4 && size < 1e15) return String(+number.toPrecision(size >= 1e5 ? Math.ceil(Math.log10(size)) : 5));
    return number.toExponential(4).replace(/\.?0+e/, 'e').replace('e+', 'e');
  }

  function ramp(share) {
    const at = Math.max(0, Math.min(1, share)) * (RAMP.length - 1);
    const low = Math.min(RAMP.length - 2, Math.floor(at));
    return RAMP[low].map((c, i) => Math.round(c + (RAMP[low + 1][i] - c) * (at - low)));
  }

  const css = colour => `rgb(${colour.join(',')})`;
  const theme = name => getComputedStyle(root).getPropertyValue('--' + name).trim();

  function escape(text) {
    return String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
  }

  function choice(tools, label, options, chosen, onChange) {
    const select = el('select', {}, ...options.map(([value, text]) => el('option', { value }, text)));
    select.value = chosen;
    select.addEventListener('change', () => onChange(select.value));
    tools.append(el('label', {}, label, select));
    return select;
  }

  function describe(sweep, trial) {
    return sweep.parameters.map((p, i) => `${escape(p.name)} <b>${escape(p.values[trial.at[i]] ?? '–')}</b>`).join('<br>');
  }

  // Colours of the values of one parameter, or of the ranks.
  function palette(sweep, by) {
    const steps = onDark() ? DARK_STEPS : LIGHT_STEPS;
    const step = share => css(ramp(steps[0] + (steps[1] - steps[0]) * share));
    if (by === 'rank') {
      const last = Math.max(1, ...sweep.trials.map(t => t.rank || 1));
      const share = trial => (trial.rank ? (trial.rank - 1) / Math.max(1, last - 1) : 1);
      return {
        of: trial => step(share(trial)),
        key: last > 1 ? [['best rank', step(0)], ['middle', step(0.5)], ['last', step(1)]] : [],
      };
    }
    const index = +by;
    const parameter = sweep.parameters[index];
    const count = parameter.values.length;
    const names = onDark() ? DARK_NAMES : LIGHT_NAMES;
    const stepped = count > names.length || (parameter.numeric && count > 2);
    const colour = i => (i < 0 ? theme('soft') : stepped ? step(i / Math.max(1, count - 1)) : names[i]);
    const key = parameter.values.map((value, i) => [value, colour(i)]);
    return { of: trial => colour(trial.at[index]), key: key.length > MANY ? [key[0], key[key.length >> 1], key[key.length - 1]] : key };
  }

  // One chart of curves: cost (logarithmic or linear) or accuracy.
  function lines(box, sweep, kind, state, caption, key) {
    const cost = kind === 'cost';
    const byNumber = new Map(sweep.trials.map(t => [t.n, t]));
    const log = cost && state.scale === 'log';
    const colours = palette(sweep, state.colour);
    const drawable = y => y !== null && (!log || y > 0);
    let low = Infinity;
    let high = -Infinity;
    let lastEpoch = 1;
    let hidden = 0;
    const hiddenTrials = new Set();
    for (const curve of sweep.curves) {
      const end = byNumber.get(curve.n).epoch;
      curve[kind].forEach((y, i) => {
        lastEpoch = Math.max(lastEpoch, curve.epoch[i]);
        if (!cost && end !== undefined && curve.epoch[i] >= end) return;
        if (drawable(y)) {
          low = Math.min(low, y);
          high = Math.max(high, y);
        } else if (y !== null) {
          hidden++;
          hiddenTrials.add(curve.n);
        }
      });
    }
    if (low > high) [low, high] = log ? [0.1, 1] : [0, 1];
    let bottom;
    let top;
    if (log) {
      bottom = 10 ** Math.floor(Math.log10(low));
      top = 10 ** Math.ceil(Math.log10(high));
      if (top <= bottom) top = bottom * 10;
    } else {
      const room = (high - low || Math.abs(high) || 1) * 0.06;
      const grain = 10 ** Math.floor(Math.log10(room * 10)) / 2;
      bottom = low >= 0 && low < (high - low) ? 0 : Math.floor((low - room) / grain) * grain;
      top = Math.ceil((high + room) / grain) * grain;
      if (!cost) [bottom, top] = [Math.max(0, bottom), Math.min(1, top)];
    }
    const first = 1;
    const last = Math.max(2, lastEpoch);
    const margin = (last - first) * 0.03;
    const crosses = [];
    const onEdge = new Map();
    const series = sweep.curves.map(curve => {
      const trial = byNumber.get(curve.n);
      const points = [];
      let lastY = null;
      curve.epoch.forEach((epoch, i) => {
        const y = curve[kind][i];
        const after = trial.epoch !== undefined && epoch > trial.epoch;
        const at = trial.epoch !== undefined && epoch === trial.epoch;
        if (!cost && (after || at)) return;
        points.push([epoch, drawable(y) ? y : null]);
        if (!after && drawable(y)) lastY = y;
      });
      if (trial.epoch !== undefined) {
        if (lastY === null) {
          onEdge.set(trial.epoch, [...(onEdge.get(trial.epoch) || []), trial]);
        } else {
          crosses.push({ value: [trial.epoch, lastY], trials: [trial] });
          // Dashes lead from the last number to the epoch that has none.
          const end = points.filter(p => p[1] !== null && p[0] < trial.epoch).pop();
          if (end) crosses[crosses.length - 1].from = end;
        }
      }
      const few = curve.epoch.length <= 60;
      return {
        id: 't' + curve.n, name: 't' + curve.n, type: 'line', data: points, connectNulls: false,
        symbol: 'circle', symbolSize: few ? 6 : 4, showSymbol: true,
        lineStyle: { width: sweep.curves.length > 30 ? 1.2 : 1.8, color: colours.of(trial) },
        itemStyle: { color: colours.of(trial), opacity: few && sweep.curves.length <= 30 ? 0.9 : 0 },
        emphasis: { focus: 'series', lineStyle: { width: 3.5 }, itemStyle: { opacity: 1 } },
        blur: { lineStyle: { opacity: 0.12 }, itemStyle: { opacity: 0.05 } },
        tooltip: {
          formatter: p => `<b>Trial ${curve.n}</b>${trial.rank ? `, rank ${trial.rank}` : ''}<br>${describe(sweep, trial)}`
            + `<br>epoch ${p.value[0]}: ${cost ? 'cost' : 'accuracy'} <b>${short(p.value[1])}</b>`,
        },
      };
    });
    for (const [epoch, trials] of onEdge) crosses.push({ value: [epoch, top], trials, edge: true });
    series.push({
      id: 'ends', type: 'lines', coordinateSystem: 'cartesian2d', silent: true, z: 4,
      data: crosses.filter(c => c.from).map(c => ({ coords: [c.from, c.value] })),
      lineStyle: { color: theme('red'), width: 1.4, type: 'dashed', opacity: 0.8 },
    });
    series.push({
      id: 'crosses', type: 'scatter', z: 6, clip: false, data: crosses,
      symbol: 'path://M1 0 L5 4 L9 0 L10 1 L6 5 L10 9 L9 10 L5 6 L1 10 L0 9 L4 5 L0 1 Z', symbolSize: 12,
      itemStyle: { color: theme('red') },
      label: {
        show: true, position: 'right', distance: 6, color: theme('red'), fontWeight: 600, fontSize: 12,
        textBorderColor: theme('sheet'), textBorderWidth: 3,
        formatter: p => (p.data.edge ? `${[...new Set(p.data.trials.map(t => t.kind))].join(', ')} from epoch ${p.value[0]}: ${count(p.data.trials.length)}` : ''),
      },
      tooltip: {
        formatter: p => p.data.trials.slice(0, 6).map(t => `<b>Trial ${t.n}</b>: ${escape(t.kind)} in epoch ${t.epoch},`
          + ` iteration ${t.iteration}<br>${escape(t.cause)}<br>${describe(sweep, t)}`).join('<hr>')
          + (p.data.trials.length > 6 ? `<hr>and ${p.data.trials.length - 6} more` : ''),
      },
    });
    const chart = echarts.getInstanceByDom(box) || echarts.init(box, null, { renderer: 'svg' });
    const axis = {
      axisLabel: { color: theme('soft') }, axisLine: { lineStyle: { color: theme('soft') } },
      splitLine: { lineStyle: { color: theme('line') } }, nameTextStyle: { color: theme('soft') },
    };
    chart.setOption({
      animation: false, backgroundColor: 'transparent', textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 64, right: 28, top: 34, bottom: 44 },
      tooltip: {
        trigger: 'item', confine: true, backgroundColor: theme('sheet'), borderColor: theme('line'),
        textStyle: { color: theme('ink'), fontSize: 13 },
      },
      xAxis: {
        ...axis, type: 'value', name: 'epoch', nameLocation: 'middle', nameGap: 28, min: first - margin, max: last + margin,
        minInterval: 1, splitLine: { show: false }, axisTick: { show: false },
        axisLabel: { color: theme('soft'), formatter: epoch => (epoch >= 1 && Number.isInteger(epoch) ? String(epoch) : '') },
      },
      yAxis: {
        ...axis, type: log ? 'log' : 'value', min: bottom, max: top, name: cost ? 'cost' : 'accuracy', nameGap: 14,
        axisLabel: { color: theme('soft'), formatter: short },
      },
      series,
    }, { notMerge: true });
    const said = [];
    if (crosses.length) {
      said.push('A red cross marks the epoch in which a trial diverged, at its last finite number'
        + (onEdge.size ? '; on the top edge if it never had one.' : '.'));
    }
    if (hidden) {
      said.push(`A logarithmic axis has no place for costs of 0 or below: ${hidden} points of ${count(hiddenTrials.size)}`
        + ' are left out. Choose the linear scale to see them.');
    }
    caption.textContent = said.join(' ');
    const by = state.colour === 'rank' ? 'rank' : sweep.parameters[+state.colour].name;
    key.setAttribute('aria-label', `Colours by ${by}`);
    key.replaceChildren(...colours.key.map(([text, colour]) => {
      const line = el('i');
      line.style.background = colour;
      return el('li', {}, line, text);
    }), ...(crosses.length ? [el('li', {}, el('span', { class: 'cross' }, '✕ '), 'diverged')] : []));
    return chart;
  }

  const count = n => `${n} trial${n === 1 ? '' : 's'}`;

  function curves(part, sweep, kind) {
    const box = part.querySelector(`[data-figure="${kind}"]`);
    if (!box) return;
    const tools = part.querySelector(`[data-tools="${kind}"]`);
    const caption = part.querySelector(`[data-caption="${kind}"]`);
    const costs = sweep.curves.flatMap(curve => curve.cost).filter(y => y !== null);
    const state = {
      scale: costs.length && !costs.some(y => y > 0) ? 'linear' : 'log',
      colour: sweep.parameters.length ? '0' : 'rank',
    };
    const key = el('ul', { class: 'key' });
    box.replaceChildren();
    let chart;
    const draw = () => { chart = lines(box, sweep, kind, state, caption, key); };
    if (kind === 'cost') {
      choice(tools, 'Scale', [['log', 'logarithmic'], ['linear', 'linear']], state.scale, v => { state.scale = v; draw(); });
    }
    if (sweep.parameters.length) {
      choice(tools, 'Colour', [...sweep.parameters.map((p, i) => [String(i), p.name]), ['rank', 'rank']], state.colour,
        v => { state.colour = v; draw(); });
    }
    tools.append(key);
    draw();
    charts.push({ chart, draw });
    const row = event => event.target.closest && event.target.closest('tr[data-trial]');
    const light = type => event => {
      const line = row(event);
      if (line) chart.dispatchAction({ type, seriesId: 't' + line.dataset.trial });
    };
    const table = part.querySelector('table[data-ranking]');
    if (table) {
      table.addEventListener('mouseover', light('highlight'));
      table.addEventListener('mouseout', light('downplay'));
      table.addEventListener('focusin', light('highlight'));
      table.addEventListener('focusout', light('downplay'));
    }
    chart.on('click', event => {
      if (/^t\d+$/.test(event.seriesId)) location.hash = `${part.dataset.sweep}-${event.seriesId}`;
    });
    drawn++;
  }

  function cells(part, sweep) {
    const box = part.querySelector('[data-figure="cells"]');
    if (!box) return;
    const tools = part.querySelector('[data-tools="cells"]');
    box.removeAttribute('role');
    box.removeAttribute('aria-label');
    const names = sweep.parameters.map((p, i) => [String(i), p.name]);
    const state = { down: '0', across: '1' };
    const better = (a, b) => (b === null || (sweep.goal === 'maximize' ? a > b : a < b) ? a : b);
    const draw = () => {
      const down = sweep.parameters[+state.down];
      const across = sweep.parameters[+state.across];
      const grid = down.values.map(() => across.values.map(() => ({ best: null, all: 0, bad: 0 })));
      for (const trial of sweep.trials) {
        const cell = (grid[trial.at[+state.down]] || [])[trial.at[+state.across]];
        if (!cell) continue;
        cell.all++;
        if (trial.cause !== undefined) cell.bad++;
        if (trial.best !== null) cell.best = better(trial.best, cell.best);
      }
      const values = grid.flat().map(c => c.best).filter(v => v !== null);
      const low = Math.min(...values);
      const high = Math.max(...values);
      const head = el('tr', {}, el('th', { class: 'axis' }, `${down.name} ↓  ${across.name} →`),
        ...across.values.map(value => el('th', { scope: 'col' }, value)));
      const rows = grid.map((line, i) => el('tr', {}, el('th', { scope: 'row' }, down.values[i]), ...line.map(cell => {
        if (!cell.all) return el('td', { class: 'void' }, '–', el('small', {}, 'no trial'));
        const bad = cell.bad ? `${cell.bad} of ${cell.all} diverged` : count(cell.all);
        if (cell.best === null) return el('td', { class: cell.bad ? 'dead' : 'void' }, cell.bad ? '✕' : '–', el('small', {}, bad));
        const share = high > low ? (cell.best - low) / (high - low) : 1;
        const colour = ramp(sweep.goal === 'maximize' ? share : 1 - share);
        const light = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2] > 120;
        const shown = sweep.metric === 'cost' ? short(cell.best) : cell.best.toFixed(4);
        const td = el('td', { title: String(cell.best) }, shown, el('small', {}, bad));
        td.style.background = css(colour);
        td.style.color = light ? '#101010' : '#ffffff';
        return td;
      })));
      box.replaceChildren(el('table', { 'aria-label': `Best ${sweep.metric} by ${down.name} and ${across.name}` },
        el('thead', {}, head), el('tbody', {}, ...rows)));
    };
    const pick = (own, other) => value => {
      if (value === state[other]) {
        state[other] = state[own];
        (other === 'down' ? first : second).value = state[other];
      }
      state[own] = value;
      draw();
    };
    const first = choice(tools, 'Down', names, state.down, pick('down', 'across'));
    const second = choice(tools, 'Across', names, state.across, pick('across', 'down'));
    draw();
    drawn++;
  }

  // What a cell sorts by: its number in full, or its text. Whatever is no number sorts last, either way.
  function sortKey(cell, numeric) {
    const text = cell.title || cell.textContent;
    if (!numeric) return text;
    const number = Number(text);
    return text.trim() === '' || !Number.isFinite(number) ? null : number;
  }

  function sorting(table) {
    const body = table.tBodies[0];
    const original = [...body.rows];
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const numeric = heading.classList.contains('n');
      const button = el('button', { type: 'button' }, heading.textContent);
      heading.replaceChildren(button);
      if (column === 0) heading.setAttribute('aria-sort', 'ascending');
      button.addEventListener('click', () => {
        const down = heading.getAttribute('aria-sort') === 'ascending';
        for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
        heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const keyed = original.map((row, place) => ({ row, place, key: sortKey(row.cells[column], numeric) }));
        keyed.sort((a, b) => {
          if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.place - b.place;
          const order = numeric ? a.key - b.key : a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
          return (down ? -order : order) || a.place - b.place;
        });
        body.append(...keyed.map(entry => entry.row));
      });
    });
  }

  function filtering(part, table) {
    const tools = part.querySelector('[data-tools="ranking"]');
    const rows = [...table.tBodies[0].rows];
    const texts = rows.map(row => [...row.cells].map(cell => cell.textContent).join(' ').toLowerCase());
    const input = el('input', { type: 'search', placeholder: 'e.g. tanh diverged' });
    const status = el('span', { role: 'status' }, `${count(rows.length)}`);
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !words.every(word => texts[i].includes(word));
        if (!row.hidden) shown++;
      });
      status.textContent = words.length ? `${shown} of ${count(rows.length)}` : count(rows.length);
    });
    tools.append(el('label', {}, 'Filter', input), status);
  }

  try {
    const sweeps = JSON.parse(document.getElementById('data').textContent);
    document.querySelectorAll('[data-sweep]').forEach((part, i) => {
      for (const kind of ['cost', 'validation', 'test']) curves(part, sweeps[i], kind);
      cells(part, sweeps[i]);
      const table = part.querySelector('table[data-ranking]');
      if (table) {
        sorting(table);
        filtering(part, table);
      }
    });
    addEventListener('resize', () => charts.forEach(entry => entry.chart.resize()));
    // Paper is narrow and always light. A flush draws at once: a page being printed gets no further frame.
    const redraw = size => charts.forEach(entry => {
      entry.chart.resize(size);
      entry.draw();
      entry.chart.getZr().flush();
    });
    const fit = () => redraw(paper.matches ? { width: 680, height: 330 } : { width: 'auto', height: 'auto' });
    dark.addEventListener('change', fit);
    paper.addEventListener('change', fit);
    root.dataset.figures = drawn;
  } catch (error) {
    failed(error);
  }
})();
