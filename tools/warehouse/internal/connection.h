// The connection to a warehouse's SQLite file, and the statements that are run on it. Every failure of SQLite is a
// Failure with a sentence.
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>

#include "tools/warehouse/warehouse.h"

namespace vitrine {

class WarehouseConnection {
 public:
  /// Opens, creates or migrates as the mode says, and keeps the lock but with Warehouse::Mode::read. Throws Failure.
  WarehouseConnection(std::filesystem::path file, Warehouse::Mode mode);
  ~WarehouseConnection();
  WarehouseConnection(const WarehouseConnection&) = delete;
  WarehouseConnection& operator=(const WarehouseConnection&) = delete;

  /// Throws the Failure that says what SQLite's last error means.
  [[noreturn]] void fail() const;
  /// Statements without arguments or rows.
  void run(const char* sql);
  /// Prepared at the first use and kept. REQUIRES: `sql` is a literal: its text is kept as the key.
  sqlite3_stmt* prepared(std::string_view sql);
  /// Runs `work` in one transaction, or in that which is open; rolled back when it throws.
  void transaction(const std::function<void()>& work);

  std::int64_t last_row() const { return sqlite3_last_insert_rowid(database_.get()); }
  int changed_rows() const { return sqlite3_changes(database_.get()); }
  const std::filesystem::path& file() const { return file_; }

 private:
  void check_layout(bool may_write);
  void add_layouts(int there);
  std::string single_text(const char* sql) const;

  std::filesystem::path file_;
  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database_{nullptr, sqlite3_close};
  std::unordered_map<std::string_view, sqlite3_stmt*> prepared_;
};

/// One use of a prepared statement: binds its arguments, then walks its rows; free for the next use at its end.
class Statement {
 public:
  template <class... Arguments>
  Statement(WarehouseConnection& connection, std::string_view sql, const Arguments&... arguments)
      : connection_(connection), statement_(connection.prepared(sql)) {
    int place = 0;
    (bind(++place, arguments), ...);
  }
  ~Statement() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  bool next() {
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) connection_.fail();
    return code == SQLITE_ROW;
  }
  void run() {
    while (next()) {
    }
  }

  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  template <class Number>
  Number number(int column) const {
    return static_cast<Number>(integer(column));
  }
  float real(int column) const { return static_cast<float>(sqlite3_column_double(statement_, column)); }
  float real_or_missing(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL ? missing_number : real(column);
  }
  /// As it was bound; NaN where it was NaN.
  double exact_or_unknown(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL ? std::numeric_limits<double>::quiet_NaN()
                                                                  : sqlite3_column_double(statement_, column);
  }
  std::string text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const auto length = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes == nullptr ? std::string() : std::string(bytes, length);
  }
  std::span<const std::byte> bytes(int column) const {
    const auto* first = static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
    return {first, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  void bind(int place, std::string_view text) {
    check(sqlite3_bind_text64(statement_, place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  void bind(int place, std::span<const std::byte> bytes) {
    // SQLite takes an address of null for NULL.
    check(bytes.empty() ? sqlite3_bind_zeroblob(statement_, place, 0)
                        : sqlite3_bind_blob64(statement_, place, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
  }
  void bind(int place, float value) { bind(place, static_cast<double>(value)); }
  void bind(int place, double value) { check(sqlite3_bind_double(statement_, place, value)); }
  template <class Number>
    requires std::is_integral_v<Number>
  void bind(int place, Number value) {
    check(sqlite3_bind_int64(statement_, place, static_cast<std::int64_t>(value)));
  }
  void check(int code) {
    if (code != SQLITE_OK) connection_.fail();
  }

  WarehouseConnection& connection_;
  sqlite3_stmt* statement_;
};

/// As a vector is stored.
inline std::span<const std::byte> bytes_of(std::span<const float> values) { return std::as_bytes(values); }

/// The file's name for a sentence.
inline std::string quoted(const std::filesystem::path& file) { return "\"" + file.string() + "\""; }

}  // namespace vitrine
