#include "tools/print/finish.h"

#include <qpdf/Buffer.hh>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <stdexcept>

namespace vitrine {
namespace {

using Object = QPDFObjectHandle;

[[noreturn]] void fail_to(const std::string& what) { throw std::runtime_error(what + ": " + std::strerror(errno)); }

/// As PDF writes it, with a thousandth of a point.
std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3f", std::round(value * 1000) / 1000 + 0.0);
  std::string digits(text.data());
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

/// "0 0 0 rg" becomes "0 g", and "0.5 0.5 0.5 RG" "0.5 G": a printer's black ink alone, not a mixture of colours.
class Greys : public Object::TokenFilter {
 public:
  void handleToken(const QPDFTokenizer::Token& token) override {
    const auto type = token.getType();
    const bool numeric = type == QPDFTokenizer::tt_integer || type == QPDFTokenizer::tt_real;
    const bool blank = type == QPDFTokenizer::tt_space;
    if (blank && !held_.empty()) return;
    if (numeric) {
      held_.push_back(token.getValue());
      return;
    }
    const bool fill = token.isWord("rg"), stroke = token.isWord("RG");
    const bool grey = (fill || stroke) && held_.size() == 3 && held_[0] == held_[1] && held_[1] == held_[2];
    if (grey) held_.resize(1);
    for (const std::string& operand : held_) write(operand + " ");
    held_.clear();
    if (grey)
      write(fill ? "g" : "G");
    else
      writeToken(token);
  }
  void handleEOF() override {
    for (const std::string& operand : held_) write(operand + " ");
  }

 private:
  std::vector<std::string> held_;  // operands of an operator that has not come yet
};

class Spooled : public Object::StreamDataProvider {
 public:
  Spooled(std::FILE* spool, const SpooledPicture& picture)
      : spool_(spool), offset_(picture.offset), left_(picture.length) {}

  void provideStreamData(const QPDFObjGen&, Pipeline* to) override {
    std::array<unsigned char, 65536> bytes{};
    if (std::fseek(spool_, offset_, SEEK_SET) != 0) fail_to("A temporary file cannot be read");
    for (std::size_t left = left_; left > 0;) {
      const std::size_t count = std::fread(bytes.data(), 1, std::min(left, bytes.size()), spool_);
      if (count == 0) fail_to("A temporary file cannot be read");
      to->write(bytes.data(), count);
      left -= count;
    }
    to->finish();
  }

 private:
  std::FILE* spool_;
  long offset_;
  std::size_t left_;
};

class Finisher {
 public:
  Finisher(const std::string& pages, const Frame& frame, std::FILE* spool) : frame_(frame), spool_(spool) {
    pdf_.processMemoryFile("pages", pages.data(), pages.size());
    for (const std::string& profile : frame.profiles) profiles_.push_back(profile_stream(profile));
  }

  void run(const std::vector<std::vector<SpooledPicture>>& pictures, const char* file) {
    std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(pdf_).getAllPages();
    if (pages.size() != pictures.size()) throw std::runtime_error("cairo wrote another number of pages than was drawn");
    for (std::size_t i = 0; i < pages.size(); ++i) {
      // cairo makes every page a transparency group in DeviceRGB; nothing here is transparent.
      pages[i].getObjectHandle().removeKey("/Group");
      put_boxes(pages[i].getObjectHandle());
      put_contents(pages[i], pictures[i]);
    }
    put_facts();
    write(file);
  }

 private:
  Object profile_stream(const std::string& profile) {
    Object stream = Object::newStream(&pdf_, profile);
    stream.getDict().replaceKey("/N", Object::newInteger(3));
    stream.getDict().replaceKey("/Alternate", Object::newName("/DeviceRGB"));
    return pdf_.makeIndirectObject(stream);
  }

  static Object rectangle(double left, double bottom, double right, double top) {
    return Object::parse("[" + number(left) + " " + number(bottom) + " " + number(right) + " " + number(top) + "]");
  }

  void put_boxes(Object page) const {
    const double edge = frame_.slug + frame_.bleed, slug = frame_.slug;
    const double width = frame_.width + 2 * edge, height = frame_.height + 2 * edge;
    page.replaceKey("/MediaBox", rectangle(0, 0, width, height));
    page.replaceKey("/BleedBox", rectangle(slug, slug, width - slug, height - slug));
    page.replaceKey("/TrimBox", rectangle(edge, edge, width - edge, height - edge));
  }

  Object image(const SpooledPicture& picture) {
    Object stream = Object::newStream(&pdf_);
    Object dictionary = stream.getDict();
    dictionary.replaceKey("/Type", Object::newName("/XObject"));
    dictionary.replaceKey("/Subtype", Object::newName("/Image"));
    dictionary.replaceKey("/Width", Object::newInteger(picture.width));
    dictionary.replaceKey("/Height", Object::newInteger(picture.height));
    dictionary.replaceKey("/BitsPerComponent", Object::newInteger(8));
    Object space = Object::newArray();
    space.appendItem(Object::newName("/ICCBased"));
    space.appendItem(profiles_.at(picture.profile));
    dictionary.replaceKey("/ColorSpace", space);
    stream.replaceStreamData(std::make_shared<Spooled>(spool_, picture), Object::newName("/DCTDecode"),
                             Object::newNull());
    return pdf_.makeIndirectObject(stream);
  }

  /// The pictures, then what cairo drew.
  void put_contents(QPDFPageObjectHelper page, const std::vector<SpooledPicture>& pictures) {
    const double edge = frame_.slug + frame_.bleed;
    Object resources = page.getAttribute("/Resources", true);
    Object images = Object::newDictionary();
    std::string contents;
    for (const SpooledPicture& picture : pictures) {
      const std::string name = "/P" + std::to_string(images.getKeys().size() + 1);
      const print_box& box = picture.box;
      const double bottom = edge + frame_.height - box.y - box.height;
      contents += "q " + number(box.width) + " 0 0 " + number(box.height) + " " + number(edge + box.x) + " " +
                  number(bottom) + " cm " + name + " Do Q\n";
      images.replaceKey(name, image(picture));
    }
    if (!pictures.empty()) resources.replaceKey("/XObject", images);
    Greys greys;
    Pl_Buffer drawn("contents");
    page.filterContents(&greys, &drawn);
    const std::unique_ptr<Buffer> buffer(drawn.getBuffer());
    contents.append(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
    page.getObjectHandle().replaceKey("/Contents", pdf_.makeIndirectObject(Object::newStream(&pdf_, contents)));
  }

  void put_facts() {
    Object root = pdf_.getRoot();
    root.replaceKey("/Lang", Object::newUnicodeString(frame_.language));
    Object preferences = Object::newDictionary();
    preferences.replaceKey("/DisplayDocTitle", Object::newBool(true));
    root.replaceKey("/ViewerPreferences", preferences);
    Object intent = Object::newDictionary();
    intent.replaceKey("/Type", Object::newName("/OutputIntent"));
    intent.replaceKey("/S", Object::newName("/GTS_PDFA1"));
    intent.replaceKey("/OutputConditionIdentifier", Object::newString("sRGB IEC61966-2.1"));
    intent.replaceKey("/RegistryName", Object::newString("http://www.color.org"));
    intent.replaceKey("/Info", Object::newString("sRGB IEC61966-2.1"));
    intent.replaceKey("/DestOutputProfile", profiles_.at(0));
    Object intents = Object::newArray();
    intents.appendItem(intent);
    root.replaceKey("/OutputIntents", intents);
    // cairo's facts have the time.
    Object facts = Object::newDictionary();
    facts.replaceKey("/Title", Object::newUnicodeString(frame_.title));
    if (!frame_.author.empty()) facts.replaceKey("/Author", Object::newUnicodeString(frame_.author));
    facts.replaceKey("/Producer", Object::newString("vitrine " VITRINE_VERSION));
    pdf_.getTrailer().replaceKey("/Info", pdf_.makeIndirectObject(facts));
  }

  void write(const char* name) {
    const File file(std::fopen(name, "wb"));
    if (!file) fail_to(std::string(name) + " cannot be written");
    QPDFWriter writer(pdf_);
    writer.setOutputFile(name, file.get(), false);
    writer.setDeterministicID(true);
    writer.setObjectStreamMode(qpdf_o_disable);  // printers' software is old
    writer.setMinimumPDFVersion("1.4");
    writer.write();
    if (std::fflush(file.get()) != 0) fail_to(std::string(name) + " cannot be written");
  }

  const Frame& frame_;
  std::FILE* spool_;
  QPDF pdf_;
  std::vector<Object> profiles_;
};

}  // namespace

void finish(const std::string& pages, const Frame& frame, const std::vector<std::vector<SpooledPicture>>& pictures,
            std::FILE* spool, const char* file) {
  Finisher(pages, frame, spool).run(pictures, file);
}

}  // namespace vitrine
