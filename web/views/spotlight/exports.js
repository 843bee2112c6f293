// What leaves the page with the picks: CSV, JSON.
import { csvCell } from '../../selection/export.js';

/**
 * One pick, as `vitrine spotlight --json` has it too.
 * @typedef {object} ExportedPick
 * @property {string} id
 * @property {number} rank              1: the first
 * @property {number | null} distance   to the nearest pick before it; null: there is none
 * @property {string | null} nearest    that one's id
 */

/**
 * @param {import('../../spotlight/engine.js').Picks} picks
 * @param {(vector: number) => string} idOf
 * @returns {ExportedPick[]}
 */
export function exportedPicks({ picks, distances, nearest }, idOf) {
  return Array.from(picks, (vector, index) => ({
    id: idOf(vector),
    rank: index + 1,
    distance: index === 0 ? null : Math.round(distances[index] * 1e6) / 1e6,
    nearest: index === 0 ? null : idOf(picks[nearest[index]]),
  }));
}

/** @param {ExportedPick[]} picks */
export function picksAsCsv(picks) {
  const lines = picks.map(({ id, rank, distance, nearest }) =>
    [csvCell(id), rank, distance ?? '', csvCell(nearest ?? '')].join(','),
  );
  return ['id,rank,distance,nearest', ...lines, ''].join('\r\n');
}
