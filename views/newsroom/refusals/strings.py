"""Vietnamese sentences for what the newsroom refuses."""

from __future__ import annotations

from views.newsroom.facts.strings import DATE_MISSING, ENDS_EARLY
from views.newsroom.strings import (
    BODY_EMPTY,
    REASON_SHORT,
    STAMP_FOUND,
    TIME_PAST,
    WAS_MOVED,
)
from views.shared.posts.press.strings import ERRORS as PRESS
from views.shared.posts.replaces.strings import ERRORS as REPLACED
from views.shared.strings import CLASSIFIED_TEXT

ERRORS: dict[str, str] = {
    "manuscript.not_found": "Bài này không còn, hoặc không thuộc phạm vi của đồng chí.",
    "manuscript.not_open": WAS_MOVED,
    "manuscript.not_yours": "Bài này đang có người khác nhận. Đồng chí tải lại để xem ai đang nhận.",
    "manuscript.step_impossible": (
        "Bài vừa chuyển sang khâu khác nên không làm được bước này nữa. Đồng chí tải lại bài."
    ),
    "manuscript.changed_meanwhile": (
        "Bài vừa được sửa sau khi đồng chí mở. Đồng chí tải lại, đọc bản mới rồi làm tiếp."
    ),
    "manuscript.reason_missing": REASON_SHORT,
    "manuscript.time_invalid": TIME_PAST,
    "manuscript.no_desk": (
        "Cấp này chưa có ai biên tập. Đồng chí báo cán bộ tổ chức phân công người biên tập."
    ),
    "manuscript.nothing_above": "Không còn cấp nào trên để chuyển.",
    "manuscript.body_missing": BODY_EMPTY,
    **PRESS,
    "manuscript.target_invalid": "Đơn vị này không còn chọn được. Đồng chí chọn lại.",
    "manuscript.category_invalid": "Chuyên mục này không chọn được. Đồng chí chọn lại.",
    "manuscript.too_many_files": "Mỗi bài tối đa 40 ảnh và tệp.",
    "unit.not_found": "Đồng chí không còn viết bài cho đơn vị này.",
    "unit.closed": "Đơn vị nhận bài đã kết thúc hoạt động. Đồng chí chọn đơn vị khác.",
    "post.classified": STAMP_FOUND,
    "words.classified": CLASSIFIED_TEXT,
    "manuscript.not_published": (
        "Đến giờ đăng nhưng phần mềm chưa đăng được bài. Bài vẫn nguyên vẹn; đồng chí gửi lại, hoặc "
        "báo người quản trị phần mềm nếu gặp lại."
    ),
    "post.title_length": "Tiêu đề phải có từ 3 đến 300 ký tự.",
    "post.not_found": "Bài này không còn, hoặc không thuộc phạm vi của đồng chí.",
    "post.reason_missing": REASON_SHORT,
    "post.step_impossible": "Bài vừa được xử lý rồi. Đồng chí tải lại để xem.",
    "post.pin_until_invalid": "Đồng chí chọn ngày từ hôm nay, trong vòng một năm.",
    "post.too_many_pins": "Đơn vị đã ghim đủ số bài. Đồng chí bỏ ghim một bài khác trước.",
    "document.date_missing": DATE_MISSING,
    "document.ends_before_it_begins": ENDS_EARLY,
    "document.subject_unknown": "Lĩnh vực này không còn trong danh mục. Đồng chí chọn lại.",
    **REPLACED,
    "document.fact_unknown": "Có thông tin trên văn bản chưa đúng. Đồng chí xem lại số, ngày, người ký.",
    "post.nothing_corrected": "Chưa có chỗ nào khác bản đã đăng.",
    "post.changed_meanwhile": (
        "Bài vừa được người khác đính chính. Đồng chí mở lại bài để sửa trên bản mới nhất."
    ),
    "file.not_found": "Có tệp chưa tải lên trọn vẹn. Đồng chí bỏ tệp đó rồi chọn lại.",
    "file.refused": "Chưa tải được tệp lên. Đồng chí chọn lại tệp.",
    "file.too_large": "Tệp quá lớn. Đồng chí chọn tệp nhỏ hơn 25 MB.",
    "word.unreadable": "Không đọc được tệp Word này. Đồng chí lưu lại dạng .docx rồi chọn lại.",
    "word.empty": "Tệp Word này không có chữ nào.",
    "write.key_reused": "Lần gửi trước đã xong. Đồng chí tải lại bài để xem.",
}
