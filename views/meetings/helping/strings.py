"""Vietnamese words of replying for somebody who is helped."""

from __future__ import annotations

TITLE = "Trả lời thay đồng chí tôi giúp"
HELP = (
    "Chỉ ghi đúng điều đồng chí ấy đã nói. Tên đồng chí được ghi kèm; người được giúp xem được và"
    " trả lời lại được bất cứ lúc nào trước khi họp."
)
REPLIES: dict[str, str] = {
    "coming": "Sẽ đến",
    "online": "Dự trực tuyến",
    "excused": "Xin vắng",
}
SENT = "Đã ghi câu trả lời."
WHY = "Đồng chí ấy vắng vì sao"
WHY_SHORT = "Đồng chí ghi vài chữ về lý do."
SEND = "Ghi vắng mặt"
OWN = "Đã có câu trả lời của đồng chí ấy hoặc của chi ủy"
BEGUN = "Buổi họp đã bắt đầu nên không ghi thay được nữa. Đồng chí báo thư ký lý do đang gõ dở dưới đây."
NOT_YET = "Chưa có câu trả lời."
OWN_REPLY = "Đồng chí ấy hoặc chi ủy vừa trả lời nên không ghi thay được nữa."


def said(reply: str, own: bool) -> str:
    """What stands now."""
    return f"{OWN}: {reply}" if own else f"Đã ghi thay: {reply}"
