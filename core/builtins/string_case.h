#pragma once
// Case mapping and normalisation of whole strings (ECMA-262 §22.1.3.28, .30, .15; Unicode SpecialCasing).
#include <string>

namespace tickscope {

std::u16string toLowerCase(const std::u16string& text);
std::u16string toUpperCase(const std::u16string& text);
enum class NormalForm : unsigned char { NFC, NFD, NFKC, NFKD };
std::u16string normalize(const std::u16string& text, NormalForm form);

} // namespace tickscope
