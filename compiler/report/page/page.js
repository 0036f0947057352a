'use strict';

// The drawing: buttons, keys, Ctrl and the wheel zoom; dragging moves it.
function makeZoom(section) {
  const frame = section.querySelector('.scrolls');
  const picture = frame.querySelector('svg');
  const bar = section.querySelector('.zoom');
  const shown = bar.querySelector('output');
  const box = picture.viewBox.baseVal;
  const natural = box.width * 4 / 3; // Graphviz's points as pixels.
  const least = 0.02, most = 8;
  let scale = 1;

  // Keeps the point of the picture at (x, y) of the frame where it is.
  function zoomTo(wanted, x = frame.clientWidth / 2, y = frame.clientHeight / 2) {
    const before = picture.getBoundingClientRect();
    const inside = frame.getBoundingClientRect();
    const across = (x + inside.left - before.left) / before.width;
    const down = (y + inside.top - before.top) / before.height;
    scale = Math.min(most, Math.max(least, wanted));
    picture.classList.add('zoomed');
    picture.style.width = natural * scale + 'px';
    const after = picture.getBoundingClientRect();
    frame.scrollLeft += after.left + across * after.width - inside.left - x;
    frame.scrollTop += after.top + down * after.height - inside.top - y;
    shown.textContent = Math.round(scale * 100) + ' %';
  }

  const ways = {
    in: () => zoomTo(scale * 1.25),
    out: () => zoomTo(scale / 1.25),
    width: () => zoomTo(frame.clientWidth / natural),
    whole: () => zoomTo(Math.min(frame.clientWidth / box.width,
                                 frame.clientHeight / box.height) * 3 / 4),
  };
  bar.addEventListener('click', event => {
    const way = event.target.dataset.zoom;
    if (way) ways[way]();
  });
  frame.addEventListener('keydown', event => {
    const way = {'+': 'in', '=': 'in', '-': 'out', '0': 'width'}[event.key];
    if (!way || event.ctrlKey || event.metaKey) return;
    ways[way]();
    event.preventDefault();
  });
  frame.addEventListener('wheel', event => {
    if (!event.ctrlKey) return;
    const inside = frame.getBoundingClientRect();
    zoomTo(scale * Math.exp(-event.deltaY / 300), event.clientX - inside.left,
           event.clientY - inside.top);
    event.preventDefault();
  }, {passive: false});

  frame.classList.add('drags');
  frame.addEventListener('pointerdown', event => {
    if (event.button !== 0 || event.pointerType !== 'mouse') return;
    frame.setPointerCapture(event.pointerId);
    frame.classList.add('dragged');
  });
  frame.addEventListener('pointermove', event => {
    if (!frame.classList.contains('dragged')) return;
    frame.scrollLeft -= event.movementX;
    frame.scrollTop -= event.movementY;
  });
  for (const end of ['pointerup', 'pointercancel'])
    frame.addEventListener(end, () => frame.classList.remove('dragged'));

  bar.hidden = false;
  scale = picture.getBoundingClientRect().width / natural;
  shown.textContent = Math.round(scale * 100) + ' %';
}

// A click on a column's heading sorts by it: figures the largest first.
function makeSortable(table) {
  const headings = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const isText = [...body.rows].every(
          row => row.cells[column].dataset.value === undefined);
      const before = heading.getAttribute('aria-sort');
      const first = isText ? 'ascending' : 'descending';
      const other = isText ? 'descending' : 'ascending';
      const order = before === first ? other : first;
      const sign = order === 'ascending' ? 1 : -1;
      const key = row => isText
          ? row.cells[column].textContent
          : Number(row.cells[column].dataset.value ?? -Infinity);
      const rows = [...body.rows].sort((a, b) => {
        const left = key(a), right = key(b);
        return sign * (left < right ? -1 : left > right ? 1 : 0);
      });
      headings.forEach(each => each.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', order);
      body.append(...rows);
    });
  });
}

// What is pointed at, beside the pointer; at once, and on touch screens too.
function makeHints(hint) {
  for (const title of document.querySelectorAll('.mark > title')) {
    title.parentNode.dataset.hint = title.textContent;
    title.remove();
  }
  document.addEventListener('pointermove', event => {
    const mark = event.target.closest?.('[data-hint]');
    hint.hidden = !mark;
    if (!mark) return;
    hint.textContent = mark.dataset.hint;
    const {width, height} = hint.getBoundingClientRect();
    const left = Math.min(event.clientX + 14, innerWidth - width - 8);
    const below = event.clientY + 18;
    hint.style.left = Math.max(8, left) + 'px';
    hint.style.top =
        (below + height > innerHeight ? event.clientY - height - 12 : below) +
        'px';
  });
  const hide = () => { hint.hidden = true; };
  document.addEventListener('scroll', hide, true);
  window.addEventListener('resize', hide);
}

makeZoom(document.getElementById('drawing'));
document.querySelectorAll('table.data').forEach(makeSortable);
makeHints(document.getElementById('hint'));
