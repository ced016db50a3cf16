"use strict";
// Sorts a table by the column whose head is chosen, and shows only the rows that hold a text.
for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0];
  table.querySelectorAll("th").forEach((head, column) => {
    head.tabIndex = 0;
    let ascending = false;
    const value = row => {
      const cell = row.cells[column];
      return "v" in cell.dataset ? Number(cell.dataset.v) : cell.textContent;
    };
    const sort = () => {
      ascending = !ascending;
      const order = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
      const rows = [...body.rows].sort((a, b) => order(value(a), value(b)));
      body.append(...(ascending ? rows : rows.reverse()));
    };
    head.addEventListener("click", sort);
    head.addEventListener("keydown", key => { if (key.key === "Enter") sort(); });
  });
}
const filter = document.getElementById("filter");
filter?.addEventListener("input", () => {
  for (const row of document.querySelectorAll("#rows tbody tr")) {
    row.hidden = !row.textContent.toLowerCase().includes(filter.value.toLowerCase());
  }
});
const report = JSON.parse(document.getElementById("report").textContent);
document.body.dataset.rows = report.rows.length;
