#include "tools/warehouse/warehouse.h"

#include "tools/warehouse/internal/connection.h"

namespace vitrine {

Warehouse::Warehouse(const std::filesystem::path& file, Mode mode)
    : connection_(std::make_unique<WarehouseConnection>(file, mode)) {}

Warehouse::~Warehouse() = default;
Warehouse::Warehouse(Warehouse&&) noexcept = default;

void Warehouse::transaction(const std::function<void()>& work) { connection_->transaction(work); }

std::string Warehouse::fact(const std::string& name) const {
  Statement statement(*connection_, "SELECT value FROM facts WHERE name = ?", name);
  return statement.next() ? statement.text(0) : std::string();
}

void Warehouse::set_fact(const std::string& name, const std::string& value) {
  Statement(*connection_, "INSERT INTO facts VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", name,
            value)
      .run();
}

std::filesystem::path Warehouse::thumbnail_folder(std::filesystem::path file) {
  if (file.extension() == ".db") file.replace_extension();
  return file += ".thumbs";
}

std::filesystem::path Warehouse::thumbnail(std::uint32_t size, const std::string& sha256) const {
  return thumbnail_folder(connection_->file()) / std::to_string(size) / sha256.substr(0, 2) / (sha256 + ".webp");
}

}  // namespace vitrine
